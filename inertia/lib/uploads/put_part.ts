import { STALL } from '~/lib/uploads/upload_transport'

/** The page may not talk to the bucket. */
export const BLOCKED = -1

/** A browser reports what a policy blocked a moment after the request has failed. */
const REPORTED_WITHIN = 250

/**
 * Sends a piece to the bucket. Resolves with the HTTP status, 0 without an answer, `BLOCKED` when the page's policy forbids it. `fetch`
 * does not say how much has been sent, so this is the older way.
 */
export function putPart(
  url: string,
  piece: Blob,
  signal: AbortSignal,
  onProgress: (bytes: number) => void
): Promise<number> {
  const { promise, resolve } = Promise.withResolvers<number>()
  const request = new XMLHttpRequest()
  const abort = () => request.abort()
  let isBlocked = false
  const noteViolation = ({ blockedURI }: SecurityPolicyViolationEvent) => {
    if (blockedURI.startsWith(new URL(url).origin)) isBlocked = true
  }
  document.addEventListener('securitypolicyviolation', noteViolation)
  let stall = setTimeout(abort, STALL)
  request.upload.onprogress = ({ loaded }) => {
    clearTimeout(stall)
    stall = setTimeout(abort, STALL)
    onProgress(loaded)
  }
  request.onloadend = () => {
    clearTimeout(stall)
    signal.removeEventListener('abort', abort)
    const end = () => {
      document.removeEventListener('securitypolicyviolation', noteViolation)
      resolve(isBlocked ? BLOCKED : request.status)
    }
    if (request.status === 0) setTimeout(end, REPORTED_WITHIN)
    else end()
  }
  signal.addEventListener('abort', abort)
  request.open('PUT', url)
  request.send(piece)
  return promise
}
