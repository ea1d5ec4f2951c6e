import { failureOf, oddAnswer, type FailedCheck } from '#ai/keys/checks/key_check'
import { matchesAttempt, type PendingConnect } from '#ai/keys/connect/openrouter_connect'
import { readTypedKey } from '#ai/keys/typed_key'
import { askJson } from '#core/network/ask_json'
import { fieldsOf } from '#core/read_fields'
import type { Secret } from '@adonisjs/core/helpers'

export interface FinishConnectInput {
  /** What the session remembered; it forgot it in the same breath. */
  pending: PendingConnect | null
  /** The query that came back. */
  state: unknown
  code: unknown
}

export type FinishConnectResult =
  | { type: 'received'; apiKey: Secret<string> }
  /** Another attempt's return, one too late, or one that nobody here began. */
  | { type: 'wrong_state' }
  /** Somebody pressed "cancel" there. */
  | { type: 'denied' }
  /** OpenRouter does not take the code: it was used before, or is too old. */
  | { type: 'code_refused' }
  | { type: 'check_failed'; check: FailedCheck }

/** Trades what OpenRouter's page sent back for a key. */
export class FinishConnect {
  constructor(
    private readonly fetch: typeof globalThis.fetch,
    private readonly settings: { baseUrl: string; timeoutMs: number },
    private readonly now: () => number
  ) {}

  async handle({ pending, state, code }: FinishConnectInput): Promise<FinishConnectResult> {
    // Before anything else: whoever sends a foreign code here wants their key in this account.
    if (!matchesAttempt(pending, state, this.now())) return { type: 'wrong_state' }
    if (typeof code !== 'string' || code === '') return { type: 'denied' }
    const answer = await askJson(this.fetch, `${this.settings.baseUrl}/auth/keys`, {
      method: 'POST',
      timeoutMs: this.settings.timeoutMs,
      body: {
        code: code.slice(0, 1_000),
        code_verifier: pending.verifier,
        code_challenge_method: 'S256',
      },
    })
    if (answer.type === 'refused' && [400, 401, 403].includes(answer.status)) {
      return { type: 'code_refused' }
    }
    if (answer.type !== 'answered') {
      return { type: 'check_failed', check: failureOf(answer) }
    }
    const key = fieldsOf(answer.body)?.key
    const apiKey = typeof key === 'string' ? readTypedKey(key) : null
    return apiKey ? { type: 'received', apiKey } : { type: 'check_failed', check: oddAnswer }
  }
}
