import { STALL } from '~/lib/uploads/upload_transport'

/**
 * Sends a piece to the bucket. Resolves with the HTTP status, 0 without an answer. `fetch` does not say how much has been sent, so
 * this is the older way.
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
  let stall = setTimeout(abort, STALL)
  request.upload.onprogress = ({ loaded }) => {
    clearTimeout(stall)
    stall = setTimeout(abort, STALL)
    onProgress(loaded)
  }
  request.onloadend = () => {
    clearTimeout(stall)
    signal.removeEventListener('abort', abort)
    resolve(request.status)
  }
  signal.addEventListener('abort', abort)
  request.open('PUT', url)
  request.send(piece)
  return promise
}
