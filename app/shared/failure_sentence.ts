import { describeError } from './errors.js'
import { parseModelId, providerTitles } from './model_id.js'

/** Why an answer failed, as `v1.AnswerFailed`, a message's metadata and the end of a temporary answer tell it. */
export interface Failure {
  /** One of `errorCodes`, or of a newer server's. */
  code: string
  /** Milliseconds since 1970, as the next one. */
  operatorLimitResetsAt?: number
  retryAt?: number
}

const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

/** What happened, for the person who asked. `model` was asked; a moment that has passed at `now` is not named any more. */
export function failureSentence(failure: Failure, model: string | null, now: number): string {
  const { code, operatorLimitResetsAt, retryAt } = failure
  if (operatorLimitResetsAt !== undefined) {
    return `This Loft’s daily limit for its own key is used up. It starts afresh at ${timeOf(operatorLimitResetsAt)} (midnight UTC).`
  }
  if (retryAt !== undefined && retryAt > now) {
    const name = providerOf(model)
    const wait = retryAt - now
    if (code === 'RATE_LIMIT') {
      const then = wait < 2 * MINUTE ? 'Then retry.' : `Retry from ${fromOn(retryAt, now)}.`
      return `${name} asks to wait ${inWords(wait)}. ${then}`
    }
    if (code === 'PROVIDER') {
      return `${name} keeps failing. Loft tries it again from ${fromOn(retryAt, now)}.`
    }
  }
  return describeError(code).sentence
}

/** Only the ones that people know by that name. */
function providerOf(model: string | null): string {
  const { provider } = parseModelId(model ?? '')
  const isKnown = ['openrouter', 'openai', 'anthropic', 'google'].includes(provider)
  return isKnown ? providerTitles[provider] : 'The model provider'
}

/** Never shorter than it is. */
function inWords(wait: number): string {
  if (wait < 2 * MINUTE) return `${Math.ceil(wait / SECOND)} s`
  return wait < 2 * HOUR ? `${Math.ceil(wait / MINUTE)} minutes` : `${Math.ceil(wait / HOUR)} hours`
}

/** The minute from which on it is past. */
function fromOn(moment: number, now: number): string {
  const minute = Math.ceil(moment / MINUTE) * MINUTE
  const isToday = new Date(minute).toDateString() === new Date(now).toDateString()
  return isToday ? timeOf(minute) : `${timeOf(minute)} tomorrow`
}

function timeOf(moment: number): string {
  return new Date(moment).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })
}
