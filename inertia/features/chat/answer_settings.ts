import type { AnswerSettings, ChatSettings } from '#shared/events/fields'
import type { BootstrapModel } from '#shared/protocol/bootstrap'

export type ReasoningEffort = NonNullable<AnswerSettings['reasoningEffort']>

/** Settings as a column or a preference holds them; unreadable ones count as none. */
export function readSettings(json: string | null): ChatSettings {
  if (json === null) return {}
  try {
    const value: unknown = JSON.parse(json)
    return typeof value === 'object' && value !== null ? value : {}
  } catch {
    return {}
  }
}

/** What a request asks for: the chat's settings, those of the one question above them, as far as the model takes them. */
export function requestSettings(
  chat: ChatSettings,
  question: AnswerSettings,
  model: BootstrapModel | undefined
): AnswerSettings {
  const { temperature, reasoningEffort, maxOutputTokens } = { ...chat, ...question }
  const longest = model?.maxOutputTokens ?? Infinity
  return {
    ...(temperature !== undefined && { temperature }),
    ...(reasoningEffort !== undefined && model?.canReason !== false && { reasoningEffort }),
    ...(maxOutputTokens !== undefined && { maxOutputTokens: Math.min(maxOutputTokens, longest) }),
  }
}

/** The same settings with some changed; undefined takes one out, since events carry no empty fields. */
export function withSettings<S extends ChatSettings>(settings: S, change: Partial<S>): S {
  const merged = { ...settings, ...change }
  const kept = Object.entries(merged).filter(([, value]) => value !== undefined && value !== '')
  return Object.fromEntries(kept) as S
}

/** "Think: low, temperature 0.2": what differs from what the model does by itself. */
export function settingsWords({ temperature, reasoningEffort, maxOutputTokens }: AnswerSettings) {
  return [
    reasoningEffort !== undefined && `think: ${reasoningEffort}`,
    temperature !== undefined && `temperature ${temperature}`,
    maxOutputTokens !== undefined && `up to ${maxOutputTokens.toLocaleString('en-GB')} tokens`,
  ].filter((word) => word !== false)
}
