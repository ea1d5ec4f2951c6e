import type { ModelPart } from '#ai/model_driver'
import { ModelError } from '#ai/model_error'
import type { Attempt, ModelGateway } from '#ai/model_gateway'
import type { GatherPassages } from '#chat/documents/gather_passages'
import type { MeterAnswers } from '#chat/costs/meter_answers'
import { describeFault } from '#chat/generation/describe_fault'
import { failed, type Ending } from '#chat/generation/ending'
import { failureOf } from '#chat/generation/failure_of'
import { describeRow } from '#chat/generation/generation_row'
import type { RunningGeneration } from '#chat/generation/running_generation'
import type { AnswerSettings } from '#shared/events/fields'
import type { Logger } from '@adonisjs/core/logger'

/** Keeps an image of an answer; returns the id of its file, null when it may not be kept. */
export type ImageKeeper = (
  userId: string,
  answerId: string,
  bytes: Uint8Array
) => Promise<string | null>

interface Dependencies {
  gateway: () => Promise<ModelGateway> | ModelGateway
  /** Makes an attempt durable. Nothing is sent when it throws. */
  record: (generation: RunningGeneration, attempt: Attempt) => Promise<void>
  meter: Pick<MeterAnswers, 'noteFailure' | 'lastFailureOf' | 'noteUpstreamId'>
  gatherPassages: Pick<GatherPassages, 'handle'>
  keepImage: ImageKeeper
  now: () => number
  logger: Logger
}

/** Asks for one answer. Which model gives it in the end, and after how many attempts, is the gateway's concern. */
export class Generator {
  constructor(private readonly dependencies: Dependencies) {}

  /** Never throws: whatever happens is an ending. */
  async run(generation: RunningGeneration): Promise<Ending> {
    try {
      return await this.#answer(generation)
    } catch (error) {
      const isExpected = error instanceof ModelError || generation.signal.aborted
      if (!isExpected) {
        const line = { ...describeRow(generation.row), ...describeFault(error) }
        this.dependencies.logger.error(line, 'answer failed unexpectedly')
      }
      const ending = endingOf(generation, error, this.dependencies.now())
      const lastAttemptCode = this.dependencies.meter.lastFailureOf(generation)
      return ending.type === 'failed' && lastAttemptCode ? { ...ending, lastAttemptCode } : ending
    }
  }

  async #answer(generation: RunningGeneration): Promise<Ending> {
    if (generation.signal.aborted) return endingOf(generation, undefined, this.dependencies.now())
    const consumed = this.#consume(generation)
    // An interruption wins even over a driver that does not react to its signal; its late failure is no news then.
    consumed.catch(() => undefined)
    await Promise.race([consumed, generation.interrupted])
    if (generation.signal.aborted) return endingOf(generation, undefined, this.dependencies.now())
    return { type: 'completed', finishReason: await consumed }
  }

  /** Reads the stream to its end and returns the finish reason. */
  async #consume(generation: RunningGeneration): Promise<string> {
    const { row, fallbacks, signal } = generation
    const gateway = await this.dependencies.gateway()
    const messages = await this.dependencies.gatherPassages.handle(generation)
    const request = {
      ...{ userId: row.user_id, modelId: row.requested_model, fallbacks, messages },
      settings: JSON.parse(row.settings) as AnswerSettings,
    }
    const parts = gateway.stream(request, signal, {
      onAttempt: async (attempt) => {
        await this.dependencies.record(generation, attempt)
        generation.startAttempt(attempt)
      },
      onFailure: (attempt, error, retryMs) => {
        this.dependencies.meter.noteFailure(generation, error)
        this.#log(generation, attempt, error, retryMs)
      },
    })
    for await (const said of parts) {
      const part = await this.#keep(generation, said)
      generation.accept(part)
      if (part.type === 'response' && part.upstreamId) {
        this.dependencies.meter.noteUpstreamId(generation, part.upstreamId)
      }
      if (part.type === 'finish') return part.finishReason
      if (signal.aborted) break
    }
    throw new ModelError('PROVIDER', { detail: 'The answer ended without a finish reason' })
  }

  /** Bytes of a file are put where files are, and the part names the place. Failing that, the answer goes on without it. */
  async #keep({ row, signal }: RunningGeneration, part: ModelPart): Promise<ModelPart> {
    if (part.type !== 'file' || !part.data || signal.aborted) return part
    const { mediaType, data } = part
    try {
      const fileId = await this.dependencies.keepImage(row.user_id, row.answer_id, data)
      return { type: 'file', mediaType, ...(fileId && { url: `/files/${fileId}` }) }
    } catch (error) {
      this.dependencies.logger.error(
        { ...describeRow(row), ...describeFault(error) },
        'image was not kept'
      )
      return { type: 'file', mediaType }
    }
  }

  #log(
    generation: RunningGeneration,
    { modelId, connection }: Attempt,
    error: unknown,
    retryMs: number | null
  ): void {
    if (generation.signal.aborted || !(error instanceof ModelError)) return
    const { provider, keyId, billedTo } = connection
    const asked = { model: modelId, provider, key_id: keyId, billed_to: billedTo }
    const line = { ...describeRow(generation.row), ...asked, code: error.code }
    this.dependencies.logger.warn(
      { ...line, retry_ms: retryMs && Math.round(retryMs) },
      'attempt failed'
    )
  }
}

function endingOf({ interruption }: RunningGeneration, error: unknown, now: number): Ending {
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
      return failureOf(error, now)
    default: {
      const exhaustive: never = interruption
      return exhaustive
    }
  }
}
