import type { ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'

import type { ScriptedUsage, Step } from '#tests/support/upstream/steps'
import { completionBody, usageBody } from '#tests/support/upstream/wire_format'
import type { AnswerIdentity, WireFormat } from '#tests/support/upstream/wire_formats'

/** Plays a script of steps into one HTTP response. */
export class StepPlayer {
  #response: ServerResponse
  #wire: WireFormat
  #answer: AnswerIdentity
  #isStream: boolean
  #gone: AbortSignal
  #sentBytes = 0
  #cutAt = Number.POSITIVE_INFINITY
  #collected = ''
  #tokens = 0
  /** True once the script itself destroyed the socket, so that a close is not the client's. */
  hasCut = false

  constructor(
    response: ServerResponse,
    wire: WireFormat,
    answer: AnswerIdentity,
    isStream: boolean,
    gone: AbortSignal
  ) {
    this.#response = response
    this.#wire = wire
    this.#answer = answer
    this.#isStream = isStream
    this.#gone = gone
  }

  async play(steps: Iterable<Step> | AsyncIterable<Step>) {
    for await (const step of steps) {
      const isOver = await this.#playOne(step)
      if (isOver || this.#gone.aborted) return
    }
    this.#finish('stop', {}, true)
  }

  /** Returns true when the step ends the answer. */
  async #playOne(step: Step): Promise<boolean> {
    switch (step.type) {
      case 'tokens':
        await this.#playTokens(step.tokens, step.everyMs)
        return false
      case 'reasoning':
        this.#send(this.#wire.reasoning(this.#answer, step.text))
        return false
      case 'source':
        this.#send(this.#wire.source(this.#answer, step.url, step.title))
        return false
      case 'image':
        this.#send(this.#wire.image(this.#answer, step.url))
        return false
      case 'toolCall':
        this.#send(this.#wire.toolCall(this.#answer, step.name, step.input))
        return false
      case 'comment':
        this.#write(this.#wire.comment(step.text))
        return false
      case 'bytes':
        this.#send(step.data)
        return false
      case 'wait':
        await this.#sleep(step.ms)
        return false
      case 'hold':
        step.arrive()
        await Promise.race([step.released, this.#untilGone()])
        return false
      case 'stall':
        await this.#untilGone()
        return true
      case 'cutAfterBytes':
        this.#cutAt = step.bytes
        if (this.#sentBytes >= step.bytes) await this.#cut()
        return this.hasCut
      case 'endWithoutFinish':
        this.#open()
        this.#response.end()
        return true
      case 'errorStatus':
        this.#response.writeHead(step.status, {
          'Content-Type': 'application/json',
          ...step.headers,
        })
        this.#response.end(this.#errorBody(step))
        return true
      case 'midStreamError':
        this.#send(this.#wire.error(this.#answer, step.code, step.error))
        this.#write(this.#wire.done())
        this.#response.end()
        return true
      case 'finish':
        this.#finish(step.reason, step.usage, step.closes)
        if (!step.closes) await this.#untilGone()
        return true
    }
  }

  async #playTokens(values: Iterable<string | (() => string)>, everyMs: number) {
    let due = performance.now()
    for (const value of values) {
      if (this.#gone.aborted || this.hasCut) return
      const content = typeof value === 'string' ? value : value()
      this.#tokens++
      this.#collected += content
      this.#send(this.#wire.content(this.#answer, content))
      if (everyMs > 0) {
        due += everyMs
        const delay = due - performance.now()
        if (delay > 0) await this.#sleep(delay)
      }
    }
  }

  #finish(reason: string, usage: ScriptedUsage | null, closes: boolean) {
    if (!this.#isStream) {
      const body = completionBody(
        this.#answer,
        this.#collected,
        reason,
        usageBody(usage ?? {}, this.#tokens)
      )
      this.#response.writeHead(200, { 'Content-Type': 'application/json' })
      this.#response.end(JSON.stringify(body))
      return
    }
    this.#send(this.#wire.finish(this.#answer, reason, usage, this.#tokens), usage ?? {})
    this.#write(this.#wire.done())
    if (closes && !this.hasCut) this.#response.end()
  }

  /** Sends the head of the event stream: OpenRouter starts with a comment and the role. */
  #open() {
    if (this.#response.headersSent || !this.#isStream) return
    this.#response.writeHead(200, {
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'no-cache',
      ...this.#wire.headers(this.#answer),
    })
    this.#write(this.#wire.opening())
  }

  #errorBody({ status, body, error }: Extract<Step, { type: 'errorStatus' }>): string {
    if (typeof body === 'string') return body
    return JSON.stringify(body ?? this.#wire.errorBody(status, error))
  }

  #hasRole = false

  #send(data: string, usage: ScriptedUsage = {}) {
    this.#open()
    if (!this.#hasRole) {
      this.#hasRole = true
      this.#write(this.#wire.role(this.#answer, usage))
    }
    this.#write(data)
  }

  #write(data: string) {
    if (!this.#isStream || this.hasCut || this.#response.destroyed) return
    this.#open()
    const buffer = Buffer.from(data)
    const room = this.#cutAt - this.#sentBytes
    const sent = buffer.subarray(0, Math.max(0, room))
    this.#sentBytes += sent.length
    if (sent.length === buffer.length && room > buffer.length) {
      this.#response.write(buffer)
      return
    }
    // The bytes before the cut must reach the client, so the socket goes down once they are flushed.
    this.hasCut = true
    this.#response.write(sent, () => this.#response.socket?.destroy())
  }

  async #cut() {
    this.hasCut = true
    this.#open()
    this.#response.write('', () => undefined)
    await this.#sleep(5)
    this.#response.socket?.destroy()
  }

  async #sleep(ms: number) {
    await sleep(ms, undefined, { signal: this.#gone }).catch(() => undefined)
  }

  #untilGone() {
    if (this.#gone.aborted) return Promise.resolve()
    return new Promise<void>((resolve) =>
      this.#gone.addEventListener('abort', () => resolve(), { once: true })
    )
  }
}
