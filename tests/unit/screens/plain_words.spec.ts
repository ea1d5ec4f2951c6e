import { test } from '@japa/runner'
import { plainWords } from '../../../inertia/features/search/plain_words.js'

const flat = (text: string) => plainWords(text).replace(/\s+/g, ' ').trim()

test.group('The words of an answer', () => {
  test('come without the marks of tables, code and headings', ({ assert }) => {
    assert.equal(
      flat('| Fault | Counts |\n| :-- | --: |\n| Lost | **19** |\n\n## Next'),
      'Fault Counts Lost 19 Next'
    )
    assert.equal(
      flat('Then:\n```ts\nconst a = b | c\n```\nDone[^1].'),
      'Then: const a = b | c Done.'
    )
  })

  test('keep what only looks like a mark', ({ assert }) => {
    for (const text of ['a | b', '2 ** 8', '#hash', 'x -- y', 'list[0]']) {
      assert.equal(flat(text), text)
    }
  })
})
