import type { Connection } from '#ai/keys/connection'
import { ModelError } from '#ai/model_error'
import type { Attempt, GatewayRequest } from '#ai/model_gateway'
import { gatewayOver, RETRY } from '#tests/support/gateway'
import { collectParts } from '#tests/support/model_parts'
import { ScriptedKeyRing } from '#tests/support/scripted_key_ring'
import { ScriptedDriver } from '#tests/unit/chat/support/scripted_driver'

export const FIRST = 'openrouter:vendor/first'
export const [SECOND, THIRD] = ['anthropic:second', 'google:third']
export const everybody = { openrouter: {}, anthropic: {}, google: {} }

interface LabOptions extends Omit<NonNullable<Parameters<typeof gatewayOver>[1]>, 'keyRing'> {
  keys?: ConstructorParameters<typeof ScriptedKeyRing>[0]
}

/** A gateway over scripted drivers; every attempt and failure is kept. */
export function givenGateway({ keys = everybody, ...options }: LabOptions = {}) {
  const keyRing = new ScriptedKeyRing(keys)
  const drivers = new Map<string, ScriptedDriver>()
  const driver = (provider: string) => {
    if (!drivers.has(provider)) drivers.set(provider, new ScriptedDriver())
    return drivers.get(provider)!
  }
  const gateway = gatewayOver((connection: Connection) => driver(connection.provider), {
    ...{ keyRing, retry: { ...RETRY, attempts: 0 }, ...options },
  })
  const attempts: Attempt[] = []
  const failures: (number | null)[] = []
  const ask = (request: Partial<GatewayRequest> = {}, signal = new AbortController().signal) => {
    const messages = [{ role: 'user' as const, content: 'Why?' }]
    const asked = { userId: 'u1', modelId: FIRST, fallbacks: [SECOND, THIRD], messages }
    return collectParts(
      gateway.stream({ ...asked, settings: {}, ...request }, signal, {
        onAttempt: (attempt) => void attempts.push(attempt),
        onFailure: (_attempt, _error, pause) => void failures.push(pause),
      })
    )
  }
  return { ask, driver, keyRing, attempts, failures }
}

export const codeOf = (error: unknown) => (error instanceof ModelError ? error.code : error)
