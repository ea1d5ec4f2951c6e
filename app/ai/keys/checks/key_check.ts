import type { Secret } from '@adonisjs/core/helpers'

import type { ModelDescription } from '#ai/catalogue/model_description'
import type { KeyLimits } from '#ai/keys/key_row'
import type { JsonAnswer, JsonQuestion } from '#core/network/ask_json'

/** What asking the provider about a key came to. Holds nothing the provider wrote but facts that were read one by one. */
export type KeyCheck =
  | {
      type: 'works'
      /** What the provider calls the key; null when it has no names. */
      label: string | null
      limits: KeyLimits | null
      /** What the key may ask; null when the public catalogue says it. */
      models: ModelDescription[] | null
    }
  /** The provider does not accept the key. */
  | { type: 'rejected' }
  /** The key is real but cannot chat: it manages other keys. */
  | { type: 'management_key' }
  | { type: 'rate_limited' }
  | { type: 'unreachable'; reason: 'timeout' | 'connection' }
  /** It answered, but not as such a provider does. */
  | { type: 'odd_answer'; status: number | null }
  | { type: 'redirected' }
  /** The address may not be asked from here. */
  | { type: 'not_allowed' }

/** What there is to tell the person. */
export type FailedCheck = Exclude<KeyCheck, { type: 'works' }>

export interface CheckInput {
  ask: (url: string, question?: Pick<JsonQuestion, 'headers'>) => Promise<JsonAnswer>
  baseUrl: string
  /** Null for servers that want none. */
  apiKey: Secret<string> | null
}

export type CheckKey = (input: CheckInput) => Promise<KeyCheck>

type Failure = Exclude<JsonAnswer, { type: 'answered' }>

/** What an answer that brings no facts means, whoever gave it. */
export function failureOf(answer: Failure): FailedCheck {
  switch (answer.type) {
    case 'redirected':
    case 'not_allowed':
      return { type: answer.type }
    case 'unreachable':
      return { type: 'unreachable', reason: answer.reason }
    case 'refused': {
      const { status } = answer
      if (status === 401 || status === 403) return { type: 'rejected' }
      if (status === 429) return { type: 'rate_limited' }
      return { type: 'odd_answer', status }
    }
    default: {
      const exhaustive: never = answer
      return exhaustive
    }
  }
}

export const oddAnswer: FailedCheck = { type: 'odd_answer', status: null }
