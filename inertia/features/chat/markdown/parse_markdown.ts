import type { Definition, Nodes, Root, RootContent } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { gfm } from 'micromark-extension-gfm'
import { mathSyntax, mathTree } from './math_syntax.js'

const options = {
  extensions: [
    gfm({ singleTilde: false }),
    // HTML is text like any other: it is shown, never understood.
    { disable: { null: ['htmlFlow', 'htmlText'] } },
    mathSyntax,
  ],
  mdastExtensions: [
    // The tokenizer finds addresses already; what looks for more afterwards is quadratic.
    ...gfmFromMarkdown().map((extension) => ({ ...extension, transforms: [] })),
    mathTree,
  ],
}

/**
 * The blocks of `text`, with offsets into it. `definitions` are those of the whole message: a link may be defined long after it
 * is used.
 */
export function parseMarkdown(text: string, definitions: string): RootContent[] {
  if (definitions === '' || !text.includes('[')) return fromMarkdown(text, options).children
  // In front, where nothing in the text can swallow them; the rule keeps the last note from going on in the text.
  const front = `${definitions}\n\n---\n\n`
  const tree = fromMarkdown(front + text, options)
  resolveReferences(tree)
  const own = tree.children.filter((node) => startOf(node) >= front.length)
  for (const { position } of own) {
    if (!position) continue
    position.start.offset = (position.start.offset ?? 0) - front.length
    position.end.offset = (position.end.offset ?? 0) - front.length
  }
  return own
}

function resolveReferences(tree: Root): void {
  const targets = new Map<string, Definition>()
  for (const node of tree.children) {
    if (node.type === 'definition' && !targets.has(node.identifier))
      targets.set(node.identifier, node)
  }
  const resolve = (node: Nodes): void => {
    if (!('children' in node)) return
    node.children.forEach((child, at) => {
      resolve(child)
      if (child.type !== 'linkReference' && child.type !== 'imageReference') return
      const { url = '', title } = targets.get(child.identifier) ?? {}
      node.children[at] = (
        child.type === 'linkReference'
          ? { type: 'link', url, title, children: child.children, position: child.position }
          : { type: 'image', url, title, alt: child.alt, position: child.position }
      ) as never
    })
  }
  resolve(tree)
}

export const startOf = (node: Nodes): number => node.position?.start.offset ?? 0
export const endOf = (node: Nodes): number => node.position?.end.offset ?? 0
