import { randomUUID } from 'node:crypto'
import { AbortTaskRunError } from '@trigger.dev/sdk'
import {
  CALL_HEADERS,
  CALL_PATH,
  signatureOf,
  type Handover,
  type JobCall,
  type JobCallAnswer,
} from '../app/jobs/call_protocol.js'

/** Loft answers within half of it. Milliseconds. */
const TIMEOUT = 55_000

/** Asks Loft to run the job, or how its run goes. Throws when Loft does not answer, which is tried again. */
export async function callLoft(
  name: string,
  { job, handover }: Handover,
  signal: AbortSignal
): Promise<JobCallAnswer> {
  const { APP_URL: url, JOBS_SIGNING_KEY: key } = process.env
  if (!url) throw new AbortTaskRunError('APP_URL is not set in this environment of Trigger.dev')
  if (!key) throw new AbortTaskRunError('JOBS_SIGNING_KEY is not set in this environment')
  const call: JobCall = { call: randomUUID(), job, handover }
  const body = JSON.stringify(call)
  const time = String(Math.floor(Date.now() / 1_000))
  const response = await fetch(`${url.replace(/\/+$/, '')}${CALL_PATH}${name}`, {
    method: 'POST',
    body,
    redirect: 'error',
    signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT)]),
    headers: {
      'content-type': 'application/json',
      [CALL_HEADERS.time]: time,
      [CALL_HEADERS.signature]: signatureOf({ name, time, body }, key),
    },
  })
  if (response.ok) return (await response.json()) as JobCallAnswer
  await response.body?.cancel()
  if (response.status === 404) throw new AbortTaskRunError(`Loft knows no jobs named ${name}`)
  throw new Error(`Loft answered ${response.status}`)
}
