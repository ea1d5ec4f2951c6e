import { test } from '@japa/runner'
import {
  heldInWords,
  neverSynced,
  unsentInWords,
} from '../../../inertia/features/account/held_words.js'

test.group('What only this device has', () => {
  test('is counted by its kind', ({ assert }) => {
    const held = { changes: 3, images: 1, documents: 2 }
    assert.equal(heldInWords(held), '3 changes, 1 image and 2 documents')
    assert.equal(heldInWords({ ...held, images: 0 }, 'draft'), '3 drafts and 2 documents')
    const one = { changes: 0, images: 0, documents: 1 }
    assert.equal(neverSynced(one), '1 document was never synced and exists')
    assert.equal(neverSynced(held), `${heldInWords(held)} were never synced and exist`)
  })

  test('is called files where both kinds are handed over together', ({ assert }) => {
    assert.equal(unsentInWords({ images: 2, documents: 0 }), '2 unsent images')
    assert.equal(unsentInWords({ images: 0, documents: 1 }), '1 unsent document')
    assert.equal(unsentInWords({ images: 1, documents: 2 }), '3 unsent files')
    // Text that waits as well is no file.
    const held = { changes: 4, images: 1, documents: 1 }
    assert.equal(unsentInWords(held), '2 unsent files')
  })
})
