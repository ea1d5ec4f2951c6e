import { test } from '@japa/runner'
import {
  claimsOf,
  supportingSentences,
} from '../../../inertia/features/chat/citations/supporting_sentences.js'
import { MarkdownDocument } from '../../../inertia/features/chat/markdown/markdown_document.js'
import { visibleText } from '../markdown/plain_view.js'

const PASSAGE = `Counting is done on paper in 11 clinics.

Of 2,988 phone counts examined, 212 had been entered more than once (7.1 %). In most of these cases the first attempt had arrived.

The network drops several times a day.`

const lit = (answer: string, number = 1) =>
  supportingSentences(PASSAGE, claimsOf(answer, number)).map(([from, to]) =>
    PASSAGE.slice(from, to)
  )

test.group('What of a passage an answer rests on', () => {
  test('is the sentence that shares its words and figures', ({ assert }) => {
    assert.deepEqual(
      lit('It rains. Of the counts, 212 were entered more than once.[1] Nothing else.'),
      ['Of 2,988 phone counts examined, 212 had been entered more than once (7.1 %).']
    )
    assert.deepEqual(lit('The network drops several times.[2, 1]'), [
      'The network drops several times a day.',
    ])
  })

  test('is told by the row of a table, and by the claim of this number alone', ({ assert }) => {
    assert.deepEqual(lit('| Entered more than once | 212 | [1] |'), [
      'Of 2,988 phone counts examined, 212 had been entered more than once (7.1 %).',
    ])
    assert.deepEqual(
      claimsOf('Paper is used.[2] Phones too.[1]', 1),
      ['Phones too.'].map((claim) => ` ${claim}`)
    )
  })

  test('is nothing in particular when no sentence stands out', ({ assert }) => {
    assert.deepEqual(lit('Elephants are grey.[1]'), [])
    assert.deepEqual(lit('The network drops several times.[2]'), [])
  })
})

test.group('The number of a source while it is written', () => {
  test('shows as a whole or not at all', ({ assert }) => {
    const text = 'It was late.[12] And [3, 4] again.'
    for (let end = 1; end <= text.length; end++) {
      const shown = visibleText(new MarkdownDocument().read(text.slice(0, end), true))
      assert.notMatch(shown, /\[[\d, ]*$/, 'an open bracket')
      assert.notMatch(shown, /(late\.|And )\d[\d, ]*$/, 'a bare number')
    }
  })
})
