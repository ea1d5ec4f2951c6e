import { readMetadata } from '#shared/tables/message_metadata'
import type { Row } from '#shared/tables/tables'
import { shortPlace } from '../../lib/documents/place_words.js'
import { webSources } from './citations/web_sources.js'

type Written = Pick<Row<'messages'>, 'role' | 'status' | 'content' | 'model' | 'deleted_at'> &
  Partial<Pick<Row<'messages'>, 'metadata'>>

const endings: Record<string, string> = {
  pending: 'Not answered yet.',
  held: 'Not answered yet.',
  stopped: 'Stopped here.',
  failed: 'The answer broke off here.',
}

/** The branch on screen as a document that reads well anywhere. `nameOf` turns a model's id into its name. */
export function chatMarkdown(
  title: string,
  path: readonly Written[],
  nameOf: (model: string) => string
): string {
  const sections = path
    .filter((message) => message.deleted_at === null)
    .map((message) => {
      const author =
        message.role === 'user' ? 'You' : message.model ? nameOf(message.model) : 'Model'
      const ending = endings[message.status]
      const text = closeFences(message.content.trim())
      const parts = [`## ${author}`, text, ending && `_${ending}_`, sources(message)]
      return parts.filter(Boolean).join('\n\n')
    })
  return [`# ${title.replace(/\s+/g, ' ')}`, ...sections].join('\n\n') + '\n'
}

/** One answer as it is copied. Without sources it is what was written, to the letter. */
export function answerMarkdown(answer: Pick<Written, 'content' | 'metadata'>): string {
  const below = sources(answer)
  return below === '' ? answer.content : `${closeFences(answer.content.trim())}\n\n${below}\n`
}

/** What the numbers of an answer mean, for readers who have nothing to press. */
function sources({ metadata }: Pick<Written, 'metadata'>): string {
  const { passages = [], parts = [] } = readMetadata(metadata ?? null)
  const lines = passages.map(({ number, documentName, place }) =>
    [`- [${number}] ${documentName.replace(/\s+/g, ' ')}`, shortPlace(place)]
      .filter(Boolean)
      .join(', ')
  )
  for (const { number, href, host, title } of webSources(parts, passages)) {
    lines.push(
      `- [${number}] [${withoutMarks(title)}](<${href}>)${title === host ? '' : `, ${host}`}`
    )
  }
  return lines.length === 0 ? '' : `Sources:\n\n${lines.join('\n')}`
}

/** A stranger's words inside a link stay words. */
const withoutMarks = (text: string) => text.replace(/[\\`*_~<>[\]()!&|#]/g, '\\$&')

/** A fence that an answer left open would swallow everything after it. */
function closeFences(text: string): string {
  let open: string | null = null
  for (const line of text.split('\n')) {
    const fence = /^ {0,3}(`{3,}|~{3,})(.*)$/.exec(line)
    const marks = fence?.[1]
    if (!marks) continue
    if (open === null) open = marks
    else if (marks.startsWith(open) && fence[2]?.trim() === '') open = null
  }
  return open === null ? text : `${text}\n${open}`
}
