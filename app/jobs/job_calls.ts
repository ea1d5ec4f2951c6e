import type { JobCallAnswer } from '#jobs/call_protocol'

/** A call as it came in, nothing of it believed yet. */
export interface UntrustedCall {
  name: string
  time: string
  signature: string
  body: string
}

/** `status` is an HTTP status; a call that was refused has no answer. */
export interface CallResponse {
  status: 200 | 202 | 400 | 401 | 404 | 409 | 503
  answer?: JobCallAnswer
}

/** Takes calls of a queue outside, each for one run of a job. Bound only where there is such a queue. */
export abstract class JobCalls {
  /** Proves the call, runs the job or joins its run, and answers within seconds. */
  abstract take(call: UntrustedCall): Promise<CallResponse>
}
