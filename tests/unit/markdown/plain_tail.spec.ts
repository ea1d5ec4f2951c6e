import { test } from '@japa/runner'
import fc from 'fast-check'
import { parseMarkdown } from '../../../inertia/features/chat/markdown/parse_markdown.js'
import { plainTail } from '../../../inertia/features/chat/markdown/plain_tail.js'

const pieces = [
  ...[
    'word',
    'Wort',
    'élan',
    '数',
    '7',
    '1.5',
    "don't",
    '“so”',
    '(here)',
    '—',
    '-',
    '.',
    ',',
    ';',
    '?',
  ],
  ...[' ', '  ', 'www', 'www.', 'http', '\n', '*', '_', '`', '!', ':', '@', '&amp;', '#', '|', '$'],
]
const lines = fc.array(fc.constantFrom(...pieces), { maxLength: 12 }).map((parts) => parts.join(''))

const told = (node: unknown) =>
  JSON.stringify(node, (key, value) => (key === 'position' ? undefined : value))

test.group('A line of plain words', () => {
  test('is what the parser would make of it, wherever it is taken for one', ({ assert }) => {
    let taken = 0
    fc.assert(
      fc.property(lines, (line) => {
        const block = plainTail(line, 0)
        if (block?.type !== 'tree') return
        taken++
        assert.equal(told([block.node]), told(parseMarkdown(line, '')), line)
      }),
      { numRuns: 5_000 }
    )
    assert.isAbove(taken, 100)
  })

  test('is found behind what came before, and not where marks are', ({ assert }) => {
    assert.equal(plainTail('**Bold**\n\nPlain words ', 10)?.key, 10)
    for (const marked of ['a *b', '1. a', '- a', '> a', 'a\nb', 'see www.example.org', 'a & b', ''])
      assert.isNull(plainTail(marked, 0), marked)
  })
})
