import { createHmac, timingSafeEqual } from 'node:crypto'

/** Where a task outside calls for one run of a job; the job's name follows. */
export const CALL_PATH = '/internal/jobs/'

/** When the call was made, in seconds since 1970, and its signature in hex. */
export const CALL_HEADERS = { time: 'x-loft-time', signature: 'x-loft-signature' } as const

/** How far the clocks of both sides may differ, and how long a call is good for. Seconds. */
export const CALL_TOLERANCE = 300

/** Largest body of a call, in bytes. */
export const CALL_BYTES = 4_096

/** The one queue of all tasks: at most one run of each concurrency key. */
export const QUEUE_NAME = 'loft'

/** What a task is given, and all that Trigger.dev ever learns: nothing about people or documents. */
export interface Handover {
  /** Random id of the job. */
  job: string
  /** Which handing over of that job this is, from 1: only the latest counts. */
  handover: number
}

/** Body of a call. */
export interface JobCall extends Handover {
  /** Random, made for this call alone: it is good for one. */
  call: string
}

export type JobCallAnswer =
  /** The job is done, or nobody wants it any more. */
  | { type: 'done' }
  /** Another run has the job. */
  | { type: 'superseded' }
  /** The job was given up. */
  | { type: 'failed' }
  /** It failed, and is due again after this time. */
  | { type: 'retry'; afterMs: number }
  /** It runs: call again at once. */
  | { type: 'running' }
  /** It cannot run yet: call again after this time. */
  | { type: 'later'; afterMs: number }

export interface SignedParts {
  /** `Job.name`. */
  name: string
  /** Seconds since 1970. */
  time: string
  body: string
}

/** The signature of a call. Its first line keeps the key from signing anything else. */
export function signatureOf({ name, time, body }: SignedParts, key: string): string {
  const text = ['loft job call, version 1', time, name, body].join('\n')
  return createHmac('sha256', key).update(text).digest('hex')
}

/** Whether a call was signed with the key, not long ago. Takes the same time wherever a signature is wrong. */
export function isGenuine(
  parts: SignedParts,
  signature: string,
  key: string,
  nowMs: number
): boolean {
  const expected = Buffer.from(signatureOf(parts, key))
  const given = Buffer.from(signature)
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return false
  const age = nowMs / 1_000 - Number(parts.time)
  return /^\d{1,12}$/.test(parts.time) && Math.abs(age) <= CALL_TOLERANCE
}

/** The body of a call; null for anything else. */
export function readCall(body: string): JobCall | null {
  let value: unknown
  try {
    value = JSON.parse(body)
  } catch {
    return null
  }
  const { call, job, handover } = (value ?? {}) as Partial<JobCall>
  const isId = (id: unknown): id is string => typeof id === 'string' && /^[\w-]{16,64}$/.test(id)
  return isId(call) && isId(job) && Number.isSafeInteger(handover)
    ? { call, job, handover: handover as number }
    : null
}
