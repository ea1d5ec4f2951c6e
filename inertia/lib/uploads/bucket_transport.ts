import type { DirectUploadPlan } from '#shared/protocol/direct_upload'
import type { BoxedFile } from '~/lib/file_box'
import type { UploadState } from '~/lib/upload_state'
import { BLOCKED, putPart } from '~/lib/uploads/put_part'
import {
  RETRIES,
  STALL,
  isPassing,
  stateAfter,
  WAITING,
  type TransferEvents,
  type UploadTransport,
} from '~/lib/uploads/upload_transport'
import { xsrfToken } from '~/lib/xsrf_token'

/** The server reads the whole file back before it says that it is stored. */
const CHECKED_WITHIN = 5 * 60 * 1000

/** Said once by a server without a bucket. */
const THROUGH_SERVER: unique symbol = Symbol('through the server')

type Step = UploadState | typeof THROUGH_SERVER
/** The same from the start: what has arrived is not sent again. */
const AGAIN: unique symbol = Symbol('again')

/** Straight to the bucket, in pieces. Falls back to `instead` where the server has no bucket. */
export const sendToBucket =
  (instead: UploadTransport): UploadTransport =>
  (file, events) => {
    const gone = new AbortController()
    let other: ReturnType<UploadTransport> | undefined
    const send = async (): Promise<UploadState> => {
      const step = await untilDone(file, events, gone.signal)
      if (step !== THROUGH_SERVER) return step
      if (gone.signal.aborted) return WAITING
      other = instead(file, events)
      return other.outcome
    }
    return {
      outcome: send().catch(() => WAITING),
      giveUp(isFinal) {
        gone.abort()
        if (other) other.giveUp(isFinal)
        else if (isFinal) void ask('DELETE', file.id, AbortSignal.timeout(STALL)).catch(() => {})
      },
    }
  }

async function untilDone(
  file: BoxedFile,
  events: TransferEvents,
  gone: AbortSignal
): Promise<Step> {
  for (const pause of [...RETRIES, null]) {
    // Without a connection the queue waits for one.
    const step: Step | typeof AGAIN = await once(file, events, gone).catch(() => WAITING)
    if (gone.aborted) return WAITING
    if (step !== AGAIN) return step
    if (pause !== null) await new Promise((resolve) => setTimeout(resolve, pause))
  }
  return WAITING
}

async function once(
  file: BoxedFile,
  { onBegun, onProgress }: TransferEvents,
  gone: AbortSignal
): Promise<Step | typeof AGAIN> {
  const { id, name, blob } = file
  const facts = { id, name, size: blob.size }
  const begun = await ask('POST', '', within(STALL, gone), facts)
  if (!begun.ok)
    return isPassing(begun.status) ? AGAIN : stateAfter(begun.status, await begun.text())
  const plan = (await begun.json()) as DirectUploadPlan
  if (plan.type === 'stored') return { type: 'uploaded' }
  if (plan.type === 'through_server') return THROUGH_SERVER
  onBegun()

  const missing = plan.parts.reduce((sum, { start, end }) => sum + end - start, 0)
  let sent = blob.size - missing
  const tell = (more: number) => onProgress(Math.min(1, (sent + more) / blob.size))
  tell(0)
  for (const { start, end, url } of plan.parts) {
    gone.throwIfAborted()
    const status = await putPart(url, blob.slice(start, end), gone, tell)
    if (status === BLOCKED) {
      // A page that was kept from before there was a bucket. The server takes the file until there is a newer one.
      await ask('DELETE', id, within(STALL, gone))
      return THROUGH_SERVER
    }
    if (status === 0) return WAITING
    // Expired, or unknown by now: a new plan tells what is left.
    if (status < 200 || status > 299) return AGAIN
    sent += end - start
  }

  const finished = await ask('POST', `${id}/finish`, within(CHECKED_WITHIN, gone))
  if (finished.ok) return { type: 'uploaded' }
  const isAgain = isPassing(finished.status) || finished.status === 409
  return isAgain ? AGAIN : stateAfter(finished.status, await finished.text())
}

const within = (milliseconds: number, gone: AbortSignal) =>
  AbortSignal.any([AbortSignal.timeout(milliseconds), gone])

function ask(
  method: 'POST' | 'DELETE',
  path: string,
  signal: AbortSignal,
  body: object = {}
): Promise<Response> {
  return fetch(path ? `/direct-uploads/${path}` : '/direct-uploads', {
    method,
    signal,
    body: JSON.stringify(body),
    headers: {
      'accept': 'application/json',
      'content-type': 'application/json',
      'x-xsrf-token': xsrfToken(),
    },
  })
}
