import { useSyncExternalStore } from 'react'
import { xsrfToken } from '~/lib/xsrf_token'
import type { UploadState } from '~/lib/upload_state'
import { FileBox, type BoxedFile } from '~/lib/file_box'

const CHUNK = 2_000_000
const RETRIES = [500, 1_500, 4_000, 10_000]
/** The pause before what waits is tried again doubles from the first to the second. */
const AGAIN = { first: 1_000, longest: 30_000 }
/** A request without a sign of life for so long is given up: a lost network does not always say so. */
const STALL = 20_000
const WAITING: UploadState = { type: 'waiting' }

/**
 * Sends files one after the other, from where an earlier try came to. Without a connection they wait and go when it is back;
 * what a tab left behind goes with the next one.
 */
class UploadQueue {
  #userId: string | null = null
  #states = new Map<string, UploadState>()
  #listeners = new Set<() => void>()
  #isRunning = false
  #wantsAgain = false
  /** Ends the upload that runs; `isFinal` takes what has arrived off the server too. */
  #giveUp: ((isFinal?: boolean) => void) | null = null
  #sending: string | null = null
  readonly #cancelled = new Set<string>()
  #pause = AGAIN.first
  #timer: ReturnType<typeof setTimeout> | undefined

  readonly subscribe = (listener: () => void) => {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  /** Undefined for a file that this device did not send. */
  stateOf(fileId: string): UploadState | undefined {
    return this.#states.get(fileId)
  }

  belongTo(userId: string | null): void {
    if (userId === this.#userId) return
    this.#userId = userId
    this.#states = new Map()
    if (userId !== null) void this.run()
  }

  add(fileId: string): void {
    this.#set(fileId, WAITING)
    void this.run()
  }

  /** Whoever chose it does not want it any more. */
  cancel(fileId: string): void {
    this.#cancelled.add(fileId)
    this.#states.delete(fileId)
    if (this.#sending === fileId) this.#giveUp?.(true)
    this.#tell()
    if (this.#userId !== null) void new FileBox(this.#userId).remove(fileId)
  }

  /** Tries again what was refused. */
  retry(fileId: string): void {
    if (this.stateOf(fileId)?.type === 'refused') this.add(fileId)
  }

  /** The connection is back: what hangs on the one before is tried again at once. */
  resume(): void {
    this.#wantsAgain = this.#isRunning
    this.#pause = AGAIN.first
    this.#giveUp?.()
    void this.run()
  }

  /** Sends everything that waits. Only one tab of a person does at a time. */
  async run(): Promise<void> {
    const userId = this.#userId
    if (userId === null || this.#isRunning) return
    this.#isRunning = true
    clearTimeout(this.#timer)
    let isDone = false
    try {
      do {
        this.#wantsAgain = false
        isDone = await navigator.locks.request(`loft:${userId}:uploads`, () =>
          this.#sendAll(userId)
        )
      } while (!isDone && this.#wantsAgain)
    } finally {
      this.#isRunning = false
      if (isDone) this.#pause = AGAIN.first
      else {
        this.#timer = setTimeout(() => void this.run(), this.#pause)
        this.#pause = Math.min(this.#pause * 2, AGAIN.longest)
      }
    }
  }

  /** False when something had to be left waiting. */
  async #sendAll(userId: string): Promise<boolean> {
    const box = new FileBox(userId)
    for (;;) {
      const next = (await box.waiting()).find(
        ({ id }) => this.stateOf(id)?.type !== 'refused' && !this.#cancelled.has(id)
      )
      if (!next || userId !== this.#userId) return true
      this.#sending = next.id
      const state = await this.#send(next, () => box.markBegun(next.id))
      this.#sending = null
      if (this.#cancelled.has(next.id)) continue
      this.#set(next.id, state)
      if (state.type === 'waiting') return false
      if (state.type === 'uploaded') await box.markUploaded(next.id)
    }
  }

  async #send(file: BoxedFile, markBegun: () => Promise<void>): Promise<UploadState> {
    this.#set(file.id, { type: 'sending', share: 0 })
    const { Upload, DetailedError } = await import('tus-js-client')
    const { promise, resolve } = Promise.withResolvers<UploadState>()
    let stall: ReturnType<typeof setTimeout> | undefined
    const watch = () => {
      clearTimeout(stall)
      stall = setTimeout(() => this.#giveUp?.(), STALL)
    }
    const upload = new Upload(file.blob, {
      endpoint: '/uploads',
      // Its address is known beforehand: an upload that was cut off is found there. Beginning one anew loses only what was sent.
      uploadUrl: file.isBegun ? `/uploads/${file.id}` : null,
      onUploadUrlAvailable: () => void markBegun().catch(() => undefined),
      metadata: { id: file.id, name: file.name },
      headers: { accept: 'application/json' },
      chunkSize: CHUNK,
      retryDelays: RETRIES,
      storeFingerprintForResuming: false,
      onBeforeRequest: (request) => request.setHeader('x-xsrf-token', xsrfToken()),
      onProgress: (sent, size) => {
        watch()
        this.#set(file.id, { type: 'sending', share: size ? sent / size : 0 })
      },
      onShouldRetry: (error) => isPassing(error.originalResponse?.getStatus() ?? 0),
      onSuccess: () => resolve({ type: 'uploaded' }),
      onError: (error) => {
        const answer = error instanceof DetailedError ? error.originalResponse : null
        resolve(stateAfter(answer?.getStatus() ?? 0, answer?.getBody() ?? ''))
      },
    })
    this.#giveUp = (isFinal = false) => {
      void upload.abort(isFinal).catch(() => {})
      resolve(WAITING)
    }
    watch()
    upload.start()
    const state = await promise
    clearTimeout(stall)
    this.#giveUp = null
    return state
  }

  #set(fileId: string, state: UploadState): void {
    // What still runs when it is cancelled has nothing to say any more.
    if (this.#cancelled.has(fileId)) return
    this.#states.set(fileId, state)
    this.#tell()
  }

  #tell(): void {
    for (const listener of this.#listeners) listener()
  }
}

/** A server without room stays so until somebody makes some: it said so in a sentence, and asking on is no help. */
const NO_ROOM = 507

const isPassing = (status: number) => status >= 500 && status !== NO_ROOM

/** 409: the last acknowledgement was lost, all of it is there. 401 and 429 pass; other refusals do not. */
function stateAfter(status: number, body: string): UploadState {
  if (status === 409) return { type: 'uploaded' }
  if (status < 400 || isPassing(status) || [401, 408, 419, 423, 429].includes(status))
    return WAITING
  let message = 'The server did not take this file.'
  try {
    const { error } = JSON.parse(body) as { error?: { message?: string } }
    message = error?.message ?? message
  } catch {
    // A proxy's page instead of an answer of ours.
  }
  return { type: 'refused', message }
}

export const uploads = new UploadQueue()
globalThis.addEventListener?.('online', () => uploads.resume())

export const useUploadState = (fileId: string) =>
  useSyncExternalStore(uploads.subscribe, () => uploads.stateOf(fileId))
