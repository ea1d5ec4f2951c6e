import { test } from '@japa/runner'
import fc from 'fast-check'
import { MarkdownDocument } from '../../../inertia/features/chat/markdown/markdown_document.js'
import { structure, visibleText } from '#tests/unit/markdown/plain_view'

const RICH = `# Counting stock

Give **every count** its _own_ id, see [the guide](https://example.org/guide) and \`record(count)\`:

\`\`\`ts
await db.insertInto('counts')

  .execute()
\`\`\`

- one
- two **bold**
  - inner

  \`\`\`sh
  ls
  \`\`\`
1. first
2. second

| Fault | Counts |
| --- | ---: |
| Twice | 212 |
| Never | 19 |

$$
a
+ b
$$

> Quoted $x^2$.

A note[^1], [a reference][guide], ~~gone~~, \\(y\\) and $5 or $6.

[guide]: https://example.org/ref
[^1]: The note.
`

const fragments = [
  ...['\n', '\n\n', ' ', 'a', 'word ', '1. ', '- ', '* ', '> ', '# ', '    ', '  '],
  ...['```', '```ts\n', '~~~', '`', '**', '*', '_', '~~', '|', '| a | b |\n', '|---|---|\n'],
  ...['$', '$$', '$$\n', '\\(', '\\)', '\\[', '\\]', '[', ']', '](', ')', '![', '<b>', '<!--'],
  ...['[a]: b\n', '[^1]', '[^1]: ', '---\n', '===\n', '"t"', 'https://a.org', '\\', '&amp;', '\t'],
]
const markdown = fc
  .array(fc.constantFrom(...fragments), { maxLength: 30 })
  .map((parts) => parts.join(''))
  // The parser takes an item without words for text right behind indented code, though not on its own.
  .filter((text) => !/^(?: {4}|\s*\t).*\n\s*(?:[-*]|1\.)[ \t]*$/m.test(text))

test.group('Markdown that grows', () => {
  test('ends as the whole, wherever it was cut', ({ assert }) => {
    fc.assert(
      fc.property(markdown, fc.infiniteStream(fc.integer({ min: 1, max: 9 })), (text, steps) => {
        const growing = new MarkdownDocument()
        for (let at = 0; at < text.length; at += steps.next().value!) {
          growing.read(text.slice(0, at), true)
        }
        const whole = structure(new MarkdownDocument().read(text, false))
        assert.deepEqual(structure(growing.read(text, false)), whole)
      }),
      { numRuns: 3_000 }
    )
  }).timeout(60_000)

  test('settled blocks keep their identity', ({ assert }) => {
    const growing = new MarkdownDocument()
    let before = growing.read('', true)
    for (let end = 1; end <= RICH.indexOf('A note'); end++) {
      const now = growing.read(RICH.slice(0, end), true)
      const kept = now.filter((block) => before.includes(block)).length
      assert.isAtLeast(kept, before.length - 3, `at ${JSON.stringify(RICH.slice(end - 20, end))}`)
      before = now
    }
    assert.isAbove(before.length, 7)
  })

  test('never shows raw marks on the way', ({ assert }) => {
    const growing = new MarkdownDocument()
    for (let end = 1; end <= RICH.indexOf('A note'); end++) {
      const seen = visibleText(growing.read(RICH.slice(0, end), true))
      assert.notMatch(
        seen,
        /[*_`~|#[\]]|\]\(|\$\$|https:|---/,
        JSON.stringify(RICH.slice(0, end).slice(-40))
      )
    }
  })

  test('text only grows while it is written', ({ assert }) => {
    const text =
      'Some **bold words** and `code`, [a link](https://example.org) then *more*.\n\n- an **item**\n'
    const growing = new MarkdownDocument()
    let before = ''
    for (let end = 1; end <= text.length; end++) {
      const seen = visibleText(growing.read(text.slice(0, end), true)).trimEnd()
      assert.isTrue(seen.startsWith(before.slice(0, -1)), `${before} → ${seen}`)
      before = seen
    }
  })
})
