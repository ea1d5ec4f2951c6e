import type { Nodes } from 'mdast'
import type { Block } from '../../../inertia/features/chat/markdown/block.js'

/** What a reader would see of the blocks, as text: enough to notice marks that show. */
export function visibleText(blocks: readonly Block[]): string {
  return blocks.map((block) => (block.type === 'tree' ? textOf(block.node) : block.text)).join('\n')
}

function textOf(node: Nodes): string {
  if ('children' in node)
    return node.children.map(textOf).join(node.type === 'paragraph' ? '' : ' ')
  return 'value' in node ? node.value : ''
}

/** The same without offsets inside the nodes, which depend on where reading began. */
export function structure(blocks: readonly Block[]): unknown {
  return blocks.map((block) =>
    block.type === 'tree' ? { key: block.key, node: withoutPosition(block.node) } : block
  )
}

function withoutPosition(node: Nodes): object {
  const { position: _position, ...rest } = node
  return 'children' in node ? { ...rest, children: node.children.map(withoutPosition) } : rest
}
