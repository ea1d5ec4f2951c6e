import type { Block } from './block.js'

interface Fenced {
  block: Block
  /** Offset of what comes after it. */
  end: number
}

/**
 * The code or formula that opens at `start`, read line by line: a long listing that grows would otherwise be parsed from its
 * beginning with every word. Null when nothing of the kind opens there.
 */
export function fencedBlock(text: string, start: number): Fenced | null {
  const opening = lineAt(text, start)
  return codeBlock(text, start, opening) ?? formulaBlock(text, start, opening)
}

function codeBlock(text: string, start: number, opening: Line): Fenced | null {
  const [, indent = '', marks, info = ''] =
    /^( {0,3})(`{3,}(?!.*`)|~{3,})(.*)$/.exec(opening.text) ?? []
  if (!marks) return null
  const closing = new RegExp(`^ {0,3}${marks[0]}{${marks.length},}[ \\t]*$`)
  const found = linesUntil(text, opening.next, (line) => closing.test(line))
  const content = indent === '' ? found.content : unindented(found.content, indent.length)
  return {
    block: {
      key: start + indent.length,
      type: 'code',
      language: languageOf(info),
      text: content,
      isClosed: found.isClosed,
    },
    end: found.end,
  }
}

/** Many models end a formula on its last line instead of a line of its own. */
function formulaBlock(text: string, start: number, opening: Line): Fenced | null {
  const [, indent = '', mark] = /^( {0,3})(\$\$|\\\[)[ \t]*$/.exec(opening.text) ?? []
  if (!mark) return null
  const closing = mark === '$$' ? /^(.*)\$\$[ \t]*$/ : /^(.*)\\\][ \t]*$/
  let last = ''
  const found = linesUntil(text, opening.next, (line) => {
    const match = closing.exec(line)
    if (match) last = match[1] ?? ''
    return match !== null
  })
  const content = last.trim() ? `${found.content}\n${last}` : found.content
  return {
    block: {
      key: start + indent.length,
      type: 'formula',
      text: content.trim(),
      isClosed: found.isClosed,
    },
    end: found.end,
  }
}

function linesUntil(text: string, from: number, isLast: (line: string) => boolean) {
  for (let at = from; at < text.length;) {
    const line = lineAt(text, at)
    if (isLast(line.text)) {
      return { content: text.slice(from, Math.max(from, at - 1)), end: line.next, isClosed: true }
    }
    at = line.next
  }
  return { content: text.slice(from).replace(/\n$/, ''), end: text.length, isClosed: false }
}

interface Line {
  text: string
  next: number
}

export function lineAt(text: string, start: number): Line {
  const at = text.indexOf('\n', start)
  const end = at < 0 ? text.length : at
  return { text: text.slice(start, end).replace(/\r$/, ''), next: Math.min(text.length, end + 1) }
}

const unindented = (text: string, spaces: number) =>
  text.replace(new RegExp(`^ {1,${spaces}}`, 'gm'), '')

/** The first word, without what some models put around it: `{.python}`, `language-python`. */
export const languageOf = (info: string): string =>
  (info.trim().split(/[\s{]/).find(Boolean) ?? '').replace(/^(language-|\.)/, '').replace(/\}$/, '')

/** The beginning of the line when nothing but indentation stands before `at`. */
export function lineStart(text: string, at: number): number {
  const start = text.lastIndexOf('\n', at - 1) + 1
  return text.slice(start, at).trim() === '' ? start : at
}
