import { failureSentence } from '#shared/failure_sentence'
import type { AnswerDelta } from '#shared/protocol/answer_stream'
import type {
  TemporaryEnd,
  TemporaryLine,
  TemporaryQuestion,
} from '#shared/protocol/temporary_chat'
import { xsrfToken } from '~/lib/xsrf_token'

/** The server sends a sign of life every ten seconds. */
const SILENCE = 40_000

const OFFLINE =
  'The server cannot be reached. A temporary chat is kept nowhere, so it cannot wait: ask again when you are online.'
const BROKEN_OFF =
  'The connection broke off in the middle. What arrived is kept here until you leave.'

export type TemporaryOutcome =
  | { type: 'ended'; end: TemporaryEnd; problem: string | null }
  | { type: 'stopped' }
  | { type: 'failed'; problem: string }

/** Asks once and hands on what comes. Never throws. */
export async function askTemporarily(
  question: TemporaryQuestion,
  onDelta: (delta: AnswerDelta) => void,
  stop: AbortSignal
): Promise<TemporaryOutcome> {
  const silence = new AbortController()
  let timer = setTimeout(() => silence.abort(), SILENCE)
  const hear = () => {
    clearTimeout(timer)
    timer = setTimeout(() => silence.abort(), SILENCE)
  }
  let hasStarted = false
  try {
    const response = await fetch('/temporary-answers', {
      method: 'POST',
      headers: {
        'accept': 'application/json',
        'content-type': 'application/json',
        'x-xsrf-token': xsrfToken(),
      },
      body: JSON.stringify(question),
      cache: 'no-store',
      signal: AbortSignal.any([stop, silence.signal]),
    })
    if (!response.ok || !response.body) {
      return { type: 'failed', problem: await refusalOf(response) }
    }
    hasStarted = true
    for await (const line of linesOf(response.body, hear)) {
      if (line.type === 'end')
        return { type: 'ended', end: line, problem: problemOf(line, question) }
      onDelta(line)
    }
    return { type: 'failed', problem: BROKEN_OFF }
  } catch {
    if (stop.aborted) return { type: 'stopped' }
    return { type: 'failed', problem: hasStarted ? BROKEN_OFF : OFFLINE }
  } finally {
    clearTimeout(timer)
  }
}

async function* linesOf(
  body: ReadableStream<Uint8Array>,
  hear: () => void
): AsyncGenerator<TemporaryLine> {
  const reader = body
    .pipeThrough(new TextDecoderStream() as never)
    .getReader() as ReadableStreamDefaultReader<string>
  let rest = ''
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    hear()
    // A line with an image comes in hundreds of pieces.
    if (!value.includes('\n')) {
      rest += value
      continue
    }
    const lines = (rest + value).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) if (line !== '') yield JSON.parse(line) as TemporaryLine
  }
}

const problemOf = ({ failure }: TemporaryEnd, { model }: TemporaryQuestion) =>
  failure && failureSentence(failure, model, Date.now())

async function refusalOf(response: Response): Promise<string> {
  if (response.status === 413) {
    return 'This temporary chat has grown longer than one request may be. Start another one.'
  }
  try {
    const { error } = (await response.json()) as { error?: { message?: unknown } }
    if (typeof error?.message === 'string') return error.message
  } catch {
    // No sentence of the server's: the status has to do.
  }
  return `The server answered with an error (${response.status}). Nothing was asked.`
}
