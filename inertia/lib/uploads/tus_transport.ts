import type { UploadState } from '~/lib/upload_state'
import {
  RETRIES,
  STALL,
  isPassing,
  stateAfter,
  WAITING,
  type UploadTransport,
} from '~/lib/uploads/upload_transport'
import { xsrfToken } from '~/lib/xsrf_token'

const CHUNK = 2_000_000

/** Through the server, by the tus protocol. */
export const sendByTus: UploadTransport = (file, { onBegun, onProgress }) => {
  const { promise: outcome, resolve } = Promise.withResolvers<UploadState>()
  let stall: ReturnType<typeof setTimeout> | undefined
  let abort: (isFinal: boolean) => void = () => {}
  let hasEnded = false
  const end = (state: UploadState) => {
    hasEnded = true
    clearTimeout(stall)
    resolve(state)
  }
  const giveUp = (isFinal: boolean) => {
    abort(isFinal)
    end(WAITING)
  }
  const watch = () => {
    clearTimeout(stall)
    if (!hasEnded) stall = setTimeout(() => giveUp(false), STALL)
  }

  const start = async () => {
    const { Upload, DetailedError } = await import('tus-js-client')
    if (hasEnded) return
    const upload = new Upload(file.blob, {
      endpoint: '/uploads',
      // Its address is known beforehand: an upload that was cut off is found there. Beginning one anew loses only what was sent.
      uploadUrl: file.isBegun ? `/uploads/${file.id}` : null,
      onUploadUrlAvailable: onBegun,
      metadata: { id: file.id, name: file.name },
      headers: { accept: 'application/json' },
      chunkSize: CHUNK,
      retryDelays: RETRIES,
      storeFingerprintForResuming: false,
      onBeforeRequest: (request) => request.setHeader('x-xsrf-token', xsrfToken()),
      onProgress: (sent, size) => {
        watch()
        onProgress(size ? sent / size : 0)
      },
      onShouldRetry: (error) => isPassing(error.originalResponse?.getStatus() ?? 0),
      onSuccess: () => end({ type: 'uploaded' }),
      onError: (error) => {
        const answer = error instanceof DetailedError ? error.originalResponse : null
        end(stateAfter(answer?.getStatus() ?? 0, answer?.getBody() ?? ''))
      },
    })
    abort = (isFinal) => void upload.abort(isFinal).catch(() => {})
    watch()
    upload.start()
  }
  start().catch(() => end(WAITING))
  return { outcome, giveUp }
}
