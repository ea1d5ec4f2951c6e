import { setTimeout as sleep } from 'node:timers/promises'
import type { ModelDriver, ModelRequest } from '#ai/model_driver'
import { ModelError } from '#ai/model_error'
import type { ChatConfig } from '#chat/chat_config'
import { describeFault } from '#chat/generation/describe_fault'
import { failed, type Ending } from '#chat/generation/ending'
import { describeRow } from '#chat/generation/generation_row'
import { retryPause } from '#chat/generation/retry_pause'
import type { RunningGeneration } from '#chat/generation/running_generation'
import type { Logger } from '@adonisjs/core/logger'

/** Asks the model for one answer; its first attempt has been recorded by whoever admitted it. */
export class Generator {
  constructor(
    private readonly driver: () => Promise<ModelDriver> | ModelDriver,
    /** Makes a further attempt durable. Nothing is sent when it throws. */
    private readonly recordAttempt: (generation: RunningGeneration) => Promise<void>,
    private readonly config: ChatConfig['retry'],
    private readonly logger: Logger
  ) {}

  /** Never throws: whatever happens is an ending. */
  async run(generation: RunningGeneration): Promise<Ending> {
    for (let retries = 0; ; retries++) {
      try {
        if (retries > 0) await this.recordAttempt(generation)
        return await this.#attempt(generation)
      } catch (error) {
        // Never a second request once anything of an answer came, whatever the error says.
        const pause = generation.hasToken ? null : retryPause(error, retries, this.config)
        this.#log(generation, error, pause)
        if (generation.signal.aborted || pause === null) return endingOf(generation, error)
        // An interruption ends the pause.
        await sleep(pause, undefined, { signal: generation.signal }).catch(() => undefined)
        if (generation.signal.aborted) return endingOf(generation, error)
      }
    }
  }

  async #attempt(generation: RunningGeneration): Promise<Ending> {
    if (generation.signal.aborted) return endingOf(generation, undefined)
    const consumed = this.#consume(generation)
    // An interruption wins even over a driver that does not react to its signal; its late failure is no news then.
    consumed.catch(() => undefined)
    await Promise.race([consumed, generation.interrupted])
    if (generation.signal.aborted) return endingOf(generation, undefined)
    return { type: 'completed', finishReason: await consumed }
  }

  /** Reads the stream to its end and returns the finish reason. */
  async #consume(generation: RunningGeneration): Promise<string> {
    const { row, messages, signal } = generation
    const request: ModelRequest = {
      model: row.requested_model,
      messages: [...messages],
      settings: JSON.parse(row.settings) as ModelRequest['settings'],
    }
    const driver = await this.driver()
    generation.startAttempt()
    for await (const part of driver.stream(request, signal)) {
      generation.accept(part)
      if (part.type === 'finish') return part.finishReason
      if (signal.aborted) break
    }
    throw new ModelError('PROVIDER', { detail: 'The answer ended without a finish reason' })
  }

  #log(generation: RunningGeneration, error: unknown, pause: number | null): void {
    if (generation.signal.aborted) return
    const facts = error instanceof ModelError ? { code: error.code } : describeFault(error)
    const line = { ...describeRow(generation.row), ...facts, retry_ms: pause && Math.round(pause) }
    if (error instanceof ModelError) this.logger.warn(line, 'attempt failed')
    else this.logger.error(line, 'attempt failed unexpectedly')
  }
}

function endingOf({ interruption }: RunningGeneration, error: unknown): Ending {
  switch (interruption) {
    case 'stop':
      return { type: 'stopped' }
    case 'cancel':
      return { type: 'cancelled' }
    case 'shutdown':
      return failed('INTERRUPTED')
    case 'full':
      return { type: 'completed', finishReason: 'length' }
    case undefined:
      return failed(error instanceof ModelError ? error.code : 'UNKNOWN')
    default: {
      const exhaustive: never = interruption
      return exhaustive
    }
  }
}
