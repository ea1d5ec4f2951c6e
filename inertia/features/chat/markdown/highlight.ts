import type { Nodes } from 'hast'
import { useMemo } from 'react'
import { lazyPart } from '~/lib/lazy_part'
import { limits } from './limits'

/** A piece of code and what it is: one of the colours of tokens.css, or nothing. */
export interface CodeToken {
  text: string
  colour: 'keyword' | 'string' | 'number' | 'comment' | 'function' | null
}

type Tokenize = (language: string, text: string) => CodeToken[] | null

const tokenizer = lazyPart(() =>
  import('./grammars').then(
    ({ lowlight }): Tokenize =>
      (language, text) =>
        lowlight.registered(language) ? tokensOf(lowlight.highlight(language, text)) : null
  )
)

/** Messages leave and return to the screen: what was read once is not read again. */
const known = new Map<string, CodeToken[] | null>()

const hasLongLine = new RegExp(`.{${limits.highlightedLine}}`)

/** The tokens of finished code once the grammars are here; null as long as there is nothing to colour. */
export function useCodeTokens(
  language: string,
  text: string,
  isClosed: boolean
): CodeToken[] | null {
  const isWanted =
    isClosed && language !== '' && text.length <= limits.highlighted && !hasLongLine.test(text)
  const tokenize = tokenizer.use(isWanted)
  return useMemo(
    () => (tokenize ? remembered(tokenize, language, text) : null),
    [tokenize, language, text]
  )
}

function remembered(read: Tokenize, language: string, text: string): CodeToken[] | null {
  const key = `${language}\n${text}`
  const before = known.get(key)
  if (before !== undefined) return before
  if (known.size > 200) known.clear()
  const tokens = read(language, text)
  known.set(key, tokens)
  return tokens
}

const colours: Record<string, CodeToken['colour']> = {
  'hljs-keyword': 'keyword',
  'hljs-built_in': 'keyword',
  'hljs-literal': 'keyword',
  'hljs-tag': 'keyword',
  'hljs-name': 'keyword',
  'hljs-selector-tag': 'keyword',
  'hljs-section': 'keyword',
  'hljs-string': 'string',
  'hljs-regexp': 'string',
  'hljs-addition': 'string',
  'hljs-attribute': 'string',
  'hljs-number': 'number',
  'hljs-symbol': 'number',
  'hljs-bullet': 'number',
  'hljs-deletion': 'number',
  'hljs-variable': 'number',
  'hljs-comment': 'comment',
  'hljs-quote': 'comment',
  'hljs-meta': 'comment',
  'hljs-title': 'function',
  'hljs-attr': 'function',
  'hljs-property': 'function',
  'hljs-selector-class': 'function',
  'hljs-selector-id': 'function',
}

/** Flat, and neighbours of one colour together: nested marks would be twice the elements for the same picture. */
function tokensOf(root: Nodes): CodeToken[] {
  const tokens: CodeToken[] = []
  const read = (node: Nodes, colour: CodeToken['colour']) => {
    if (node.type === 'text') {
      const last = tokens.at(-1)
      if (last && (last.colour === colour || node.value.trim() === '')) last.text += node.value
      else tokens.push({ text: node.value, colour })
    }
    if (!('children' in node)) return
    const classes = node.type === 'element' ? node.properties.className : undefined
    const own = Array.isArray(classes) ? colours[String(classes[0])] : undefined
    for (const child of node.children) read(child, own ?? colour)
  }
  read(root, null)
  return tokens
}
