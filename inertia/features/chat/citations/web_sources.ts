import type { StoredPart } from '#shared/events/server_events'
import type { AnswerDelta } from '#shared/protocol/answer_stream'
import { withoutBidiControls } from '../markdown/bidi_controls.js'
import { linkTarget } from '../markdown/safe_link.js'

/** A page on the web that a model says its answer rests on. */
export interface WebSource {
  number: number
  href: string
  /** Where it really leads, whatever its title says. */
  host: string
  title: string
}

const LONGEST_TITLE = 120

/**
 * The pages among the parts of an answer, each once, in the order they came. Titles and addresses are a stranger's: what is no
 * web address is left out. Numbers go on after those of the passages, which are signs in the text.
 */
export function webSources(
  parts: readonly (AnswerDelta | StoredPart)[],
  passages: readonly { number: number }[]
): WebSource[] {
  const found = new Map<string, Omit<WebSource, 'number'>>()
  for (const part of parts) {
    if (part.type !== 'source') continue
    const target = linkTarget(part.url, '')
    if (!target || !/^https?:/.test(target.href) || found.has(target.href)) continue
    const { href, host } = target
    found.set(href, { href, host, title: plainTitle(part.title ?? '') || host })
  }
  const before = Math.max(0, ...passages.map(({ number }) => number))
  return [...found.values()].map((source, at) => ({ number: before + at + 1, ...source }))
}

const plainTitle = (title: string) =>
  withoutBidiControls(title)
    .replace(/[\p{Control}\s]+/gu, ' ')
    .trim()
    .slice(0, LONGEST_TITLE)
    .toWellFormed()
