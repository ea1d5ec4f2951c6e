import type { Nodes, RootContent } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import type {} from 'mdast-util-math'
import { gfm } from 'micromark-extension-gfm'
import { mathSyntax, mathTree } from './math_syntax.js'

export type MarkdownNode = Nodes

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
  const isReferring = definitions !== '' && text.includes('[')
  const { children } = fromMarkdown(isReferring ? `${text}\n\n${definitions}` : text, options)
  return children.filter((node) => startOf(node) < text.length)
}

export const startOf = (node: Nodes): number => node.position?.start.offset ?? 0
export const endOf = (node: Nodes): number => node.position?.end.offset ?? 0
