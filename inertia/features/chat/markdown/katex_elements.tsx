import katex from 'katex'
import 'katex/dist/katex-swap.min.css'
import { createElement, type CSSProperties, type ReactNode } from 'react'

/** What KaTeX builds a formula from. `a` and `img` are missing on purpose: they exist only with its option `trust`. */
const elements = new Set(
  'span svg path line math semantics annotation mrow mi mo mn ms mtext mspace msup msub msubsup mover munder munderover mfrac msqrt mroot mtable mtr mtd mstyle mpadded mphantom menclose'.split(
    ' '
  )
)

const attributes: Record<string, string> = {
  'class': 'className',
  'aria-hidden': 'aria-hidden',
  'preserveaspectratio': 'preserveAspectRatio',
  'viewbox': 'viewBox',
  'stroke-width': 'strokeWidth',
}
const sameName = new Set(
  'xmlns width height d x1 x2 y1 y2 encoding display mathvariant stretchy fence separator lspace rspace minsize maxsize accent accentunder columnalign columnspacing rowspacing columnlines rowlines linethickness scriptlevel displaystyle depth voffset notation mathcolor mathbackground mathsize symmetric movablelimits largeop side width'.split(
    ' '
  )
)

const options = {
  trust: false,
  strict: 'ignore',
  maxExpand: 200,
  /** In em: a rule or a space as large as the page would cover it. */
  maxSize: 20,
  throwOnError: true,
} as const

/**
 * KaTeX builds elements and sets their style as properties, so the page's policy holds; React gets copies of what is on the list.
 * Null when the source is not TeX that it understands.
 */
export function typeset(text: string, isDisplay: boolean): ReactNode {
  const built = document.createElement('span')
  try {
    katex.render(text, built, { ...options, displayMode: isDisplay })
  } catch {
    return null
  }
  if (built.getElementsByTagName('*').length > 5_000) return null
  return [...built.childNodes].map(copy)
}

function copy(node: ChildNode, key: number): ReactNode {
  if (node.nodeType === Node.TEXT_NODE) return node.textContent
  if (!(node instanceof Element) || !elements.has(node.localName)) return null
  const props: Record<string, unknown> = { key }
  for (const { name, value } of node.attributes) {
    const lower = name.toLowerCase()
    if (lower in attributes) props[attributes[lower] ?? ''] = value
    else if (sameName.has(lower)) props[lower] = value
  }
  if ('style' in node) props.style = styleOf(node.style as CSSStyleDeclaration)
  return createElement(node.localName, props, ...[...node.childNodes].map(copy))
}

function styleOf(style: CSSStyleDeclaration): CSSProperties | undefined {
  if (style.length === 0) return undefined
  const camel = (name: string) =>
    name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())
  return Object.fromEntries([...style].map((name) => [camel(name), style.getPropertyValue(name)]))
}
