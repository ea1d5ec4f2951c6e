import type { IncomingHttpHeaders } from 'node:http'

import { isTitleRequest } from '#ai/title_prompt'
import type { ReadRequest } from '#tests/support/upstream/wire_formats'

export interface ChatRequestBody {
  model: string
  stream?: boolean
  messages: { role: string; content: string }[]
  [key: string]: unknown
}

/** A request as the upstream saw it. */
export class RecordedRequest {
  readonly receivedAt = performance.timeOrigin + performance.now()
  /** True once the client closed the connection before the answer had ended. */
  isAborted = false
  /** Resolves when the answer is over, whichever side ended it. */
  readonly closed: Promise<void>
  #close!: () => void

  constructor(
    readonly path: string,
    readonly headers: IncomingHttpHeaders,
    /** As it came; its form is the provider's. */
    readonly body: ChatRequestBody,
    /** What it asks. */
    readonly asked: ReadRequest
  ) {
    this.closed = new Promise((resolve) => (this.#close = resolve))
  }

  close(isAborted: boolean) {
    this.isAborted = isAborted
    this.#close()
  }

  /** The last user message. */
  get question(): string {
    const content = this.asked.messages.findLast(({ role }) => role === 'user')?.content
    return typeof content === 'string' ? content : ''
  }

  get isTitle(): boolean {
    return isTitleRequest(this.asked.messages)
  }
}
