import { test } from '@japa/runner'
import { MarkdownDocument } from '../../../inertia/features/chat/markdown/markdown_document.js'
import type { Nodes } from 'mdast'

/** The formulas of a text, display ones between `[` and `]`. */
function formulas(text: string): string[] {
  const found: string[] = []
  const look = (node: Nodes): void => {
    if (node.type === 'inlineMath')
      found.push(node.data?.isDisplay ? `[${node.value}]` : node.value)
    if (node.type === 'math') found.push(`[${node.value}]`)
    if ('children' in node) node.children.forEach(look)
  }
  for (const block of new MarkdownDocument().read(text, false)) {
    if (block.type === 'tree') look(block.node)
    if (block.type === 'formula') found.push(`[${block.text}]`)
  }
  return found
}

test.group('Formulas', () => {
  test('dollars are prices unless they hug a formula', ({ assert }) => {
    const prices = [
      '$5 and $6',
      'costs $5-$6',
      '$ x $',
      'from $20,000 to $30,000',
      '\\$a$',
      'US$ 5 and US$ 6',
      '`$a$`',
    ]
    for (const text of prices) assert.deepEqual(formulas(text), [], text)
    assert.deepEqual(formulas('$x^2$ costs $5, $y$.'), ['x^2', 'y'])
    assert.deepEqual(formulas('$5 to $6 a day with $n$ attempts'), ['n'])
    assert.deepEqual(formulas('$a\\$b$'), ['a\\$b'])
  })

  test('all four pairs of marks are understood', ({ assert }) => {
    assert.deepEqual(formulas('\\(a_b\\) and \\[c\\] and $$d$$'), ['a_b', '[c]', '[d]'])
    assert.deepEqual(formulas('$$\na\n+ b\n\nc\n$$\n\nafter'), ['[a\n+ b\n\nc]'])
    assert.deepEqual(formulas('\\[\na\n= b\n\\]'), ['[a\n= b]'])
    assert.deepEqual(formulas('$$\nx = 1 $$\n\nafter $y$'), ['[x = 1]', 'y'])
    assert.deepEqual(formulas('- item\n\n  $$\n  a\n  $$'), ['[a]'])
    assert.deepEqual(formulas('\\\\(no\\\\)'), [])
  })
})
