import { limits } from './limits.js'

/** Also inside lists and quotes. */
const pattern = /^[ \t>*+\-\d.)]*\[(\^?)([^\]\n]{1,200})\]:[ \t]*\n?[ \t]*(\S{0,2000})/gm

/** The link definitions and footnotes of a message, as markdown that defines them for each of its blocks. */
export function definitionsOf(text: string): string {
  if (!text.includes(']:')) return ''
  const found: string[] = []
  for (const [, mark, label, target] of text.matchAll(pattern)) {
    if (found.length >= limits.definitions) break
    if (mark) found.push(`[^${label}]: .`)
    else if (target) found.push(`[${label}]: ${target}`)
  }
  return found.join('\n\n')
}
