import { setTimeout as sleep } from 'node:timers/promises'

import type { CircuitBreaker, CircuitPass } from '#ai/circuit_breaker'
import { countsAgainstProvider, fallbackAfter, isSameConnection } from '#ai/fallback_policy'
import type { Connection } from '#ai/keys/connection'
import type { KeyRing } from '#ai/keys/key_ring'
import { isToken, type ModelMessage, type ModelPart, type ModelRequest } from '#ai/model_driver'
import type { ModelDrivers } from '#ai/model_drivers'
import { ModelError } from '#ai/model_error'
import { RetryBudget, type RetryConfig } from '#ai/retry_budget'
import { modelIdOf, parseModelId, type ModelRef } from '#shared/model_id'

export interface GatewayRequest {
  userId: string
  /** As events carry it: see app/shared/model_id.ts. */
  modelId: string
  /** Model ids tried in this order when the chosen one does not answer. The caller has checked that they are on offer. */
  fallbacks: readonly string[]
  messages: readonly ModelMessage[]
  settings: ModelRequest['settings']
  /** Only connections that this one pays for are used; any when absent. */
  billedTo?: Connection['billedTo']
  /** False: one call of each model at most. */
  isPatient?: boolean
}

/** One call of an upstream. */
export interface Attempt {
  /** Counts the calls of one request, from 1. */
  number: number
  modelId: string
  connection: Pick<Connection, 'provider' | 'keyId' | 'billedTo'>
}

export interface GatewayHooks {
  /** Makes the attempt durable. Nothing is sent before it resolves, nor when it rejects. */
  onAttempt: (attempt: Attempt) => Promise<void> | void
  /** What went wrong, and how long the pause before the same model is asked again; null when it is not. */
  onFailure?: (attempt: Attempt, error: unknown, retryMs: number | null) => void
}

export interface GatewayDependencies {
  keyRing: () => Promise<KeyRing> | KeyRing
  drivers: () => Promise<ModelDrivers> | ModelDrivers
  circuits: CircuitBreaker
  retry: RetryConfig
  /** Longest answer that may be asked for, in tokens. */
  outputTokens: number
  now: () => number
  /** The pause before a repetition: over early, in whatever way, when the signal is aborted. */
  rest?: (ms: number, signal: AbortSignal) => Promise<unknown>
}

interface Candidate {
  modelId: string
  model: ModelRef
  connection: Connection
  /** Whether others stand behind it. */
  hasAlternative: boolean
}

/** One request on its way through its chain. */
interface Passage {
  request: GatewayRequest
  signal: AbortSignal
  hooks: GatewayHooks
  budget: RetryBudget
  attempts: number
  hasToken: boolean
}

/** The one way to a model: resolves who pays, tries the chosen model and then its fallbacks, and spares upstreams that fail. */
export class ModelGateway {
  readonly #rest: NonNullable<GatewayDependencies['rest']>

  constructor(private readonly dependencies: GatewayDependencies) {
    this.#rest = dependencies.rest ?? ((ms, signal) => sleep(ms, undefined, { signal }))
  }

  /**
   * The parts of one answer, as of `ModelDriver.stream`; `response.model` is a model id and always there once anything came. After a first
   * token no second call is ever made, whatever happens.
   *
   * @throws ModelError of the chosen model when no model answered; of the model that spoke when it broke off
   * @throws the reason of `signal` once it is aborted
   */
  async *stream(
    request: GatewayRequest,
    signal: AbortSignal,
    hooks: GatewayHooks
  ): AsyncGenerator<ModelPart> {
    const { retry, now } = this.dependencies
    const passage: Passage = {
      ...{ request, signal, hooks, budget: new RetryBudget(retry, now) },
      ...{ attempts: 0, hasToken: false },
    }
    let firstError: ModelError | undefined
    const refused: Connection[] = []
    for await (const candidate of this.#candidates(passage)) {
      const { connection } = candidate
      if (refused.some((known) => isSameConnection(known, connection))) continue
      try {
        yield* this.#ask(candidate, passage)
        return
      } catch (error) {
        if (!(error instanceof ModelError) || passage.hasToken || signal.aborted) throw error
        firstError ??= error
        const next = fallbackAfter(error)
        if (next === 'none') throw error
        if (next === 'other connection') refused.push(connection)
      }
      if (!passage.budget.hasTime()) break
    }
    throw firstError ?? new ModelError('AUTH', { detail: 'There is no key for this model' })
  }

  /** The models that this person can reach, in order. */
  async *#candidates({ request, signal }: Passage): AsyncGenerator<Candidate> {
    const modelIds = [...new Set([request.modelId, ...request.fallbacks])]
    const keyRing = await this.dependencies.keyRing()
    for (const [index, modelId] of modelIds.entries()) {
      signal.throwIfAborted()
      const model = parseModelId(modelId)
      const connection = await keyRing.connect(request.userId, model)
      const { billedTo } = request
      if (!connection || (billedTo && connection.billedTo !== billedTo)) continue
      yield { modelId, model, connection, hasAlternative: index < modelIds.length - 1 }
    }
  }

  /** One model, with repetitions. */
  async *#ask(candidate: Candidate, passage: Passage): AsyncGenerator<ModelPart> {
    const { request, signal, hooks, budget } = passage
    let lastError: ModelError | undefined
    for (let retries = 0; ; retries++) {
      const entry = this.dependencies.circuits.enter(circuitKey(candidate))
      if ('retryAfterMs' in entry) throw lastError ?? circuitOpen(entry.retryAfterMs)
      const { provider, keyId, billedTo } = candidate.connection
      const connection = { provider, keyId, billedTo }
      const attempt = { number: ++passage.attempts, modelId: candidate.modelId, connection }
      try {
        yield* this.#call(candidate, passage, attempt, entry.pass)
        return
      } catch (error) {
        const isFailure = error instanceof ModelError && !signal.aborted && !passage.hasToken
        const isPatient = request.isPatient !== false
        const pause =
          isFailure && isPatient ? budget.take(error, retries, candidate.hasAlternative) : null
        if (!signal.aborted) hooks.onFailure?.(attempt, error, pause)
        if (pause === null) throw error
        lastError = error as ModelError
        await this.#rest(pause, signal).catch(() => signal.throwIfAborted())
      }
    }
  }

  /** One call. However it ends, and be it that the reader leaves, its pass is given back. */
  async *#call(
    candidate: Candidate,
    passage: Passage,
    attempt: Attempt,
    pass: CircuitPass
  ): AsyncGenerator<ModelPart> {
    const { request, signal, hooks } = passage
    const { modelId, model, connection } = candidate
    try {
      const drivers = await this.dependencies.drivers()
      const driver = await drivers.driverFor(connection)
      await hooks.onAttempt(attempt)
      signal.throwIfAborted()
      let isNamed = false
      for await (const part of driver.stream(this.#toModel(request, candidate), signal)) {
        if (part.type === 'response') {
          isNamed = true
          yield { ...part, model: part.model ? modelIdOf({ ...model, name: part.model }) : modelId }
          continue
        }
        if (isToken(part) && !passage.hasToken) {
          passage.hasToken = true
          pass.started()
          if (!isNamed) yield { type: 'response', model: modelId }
        }
        if (part.type === 'finish') pass.succeeded()
        yield part
        if (part.type === 'finish') return
      }
      throw new ModelError('PROVIDER', { detail: 'The answer ended without a finish reason' })
    } catch (error) {
      if (error instanceof ModelError && !signal.aborted) {
        if (countsAgainstProvider(error)) pass.failed()
        await this.#reportKey(connection, error)
      }
      throw error
    } finally {
      pass.released()
    }
  }

  #toModel({ messages, settings }: GatewayRequest, { model, connection }: Candidate): ModelRequest {
    const { outputTokens } = this.dependencies
    // What the operator pays has an end, asked for or not. Small servers refuse one that does not fit into their window.
    const isAlwaysCapped = connection.billedTo === 'operator' && model.provider === 'openrouter'
    const asked = settings.maxOutputTokens ?? (isAlwaysCapped ? outputTokens : undefined)
    return {
      model: model.name,
      messages: [...messages],
      settings:
        asked === undefined
          ? settings
          : { ...settings, maxOutputTokens: Math.min(asked, outputTokens) },
    }
  }

  /** A 403 is about what the key may do, not about the key. */
  async #reportKey({ keyId }: Connection, { code, status }: ModelError): Promise<void> {
    if (keyId === null || code !== 'AUTH' || status === 403) return
    const keyRing = await this.dependencies.keyRing()
    await keyRing.markRejected(keyId)
  }
}

/** What fails together: a model at an address. An address that a person typed concerns nobody else. */
function circuitKey({ model, connection: { provider, baseUrl, keyId } }: Candidate): string {
  return JSON.stringify([provider, baseUrl, model.name, provider === 'custom' ? keyId : null])
}

function circuitOpen(retryAfterMs: number): ModelError {
  const seconds = Math.ceil(retryAfterMs / 1000)
  const detail = `The provider failed several times in a row; it is tried again in ${seconds} s`
  return new ModelError('PROVIDER', { detail, retryAfterMs })
}
