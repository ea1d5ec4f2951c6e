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
  return new Promise((resolve) => {
    const request = new XMLHttpRequest()
    let stall: ReturnType<typeof setTimeout> | undefined
    const abort = () => request.abort()
    const watch = () => {
      clearTimeout(stall)
      stall = setTimeout(abort, STALL)
    }
    request.upload.onprogress = ({ loaded }) => {
      watch()
      onProgress(loaded)
    }
    request.onloadend = () => {
      clearTimeout(stall)
      signal.removeEventListener('abort', abort)
      resolve(request.status)
    }
    request.open('PUT', url)
    signal.addEventListener('abort', abort)
    if (signal.aborted) return resolve(0)
    watch()
    request.send(piece)
  })
}
