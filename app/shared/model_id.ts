/**
 * Who can be asked. `server`: the operator's own server (MODEL_BASE_URL) or the demonstration; `local`: found on the server's
 * machine; `custom`: an OpenAI-compatible address that a person added.
 */
export const providerNames = [
  'server',
  'openrouter',
  'openai',
  'anthropic',
  'google',
  'local',
  'custom',
] as const
export type ProviderName = (typeof providerNames)[number]

/** How providers are called on screen. */
export const providerTitles: Record<ProviderName, string> = {
  server: 'This Loft',
  openrouter: 'OpenRouter',
  openai: 'OpenAI',
  anthropic: 'Anthropic',
  google: 'Google',
  local: 'On this machine',
  custom: 'Your server',
}

export interface ModelRef {
  provider: ProviderName
  /** Which of the person's own servers: id of its `user_models` row; only with `custom`. */
  connectionId?: string
  /** The provider's own name of the model, for example `openai/gpt-5-mini` at OpenRouter. */
  name: string
}

/**
 * Reads a model id as events and the catalogue carry it: `openrouter:openai/gpt-5-mini`, `anthropic:claude-sonnet-4-5`,
 * `local:llama3.2:3b`, `custom:<connection id>:name`. An id without a provider in front is a model of `server`; names may hold colons.
 */
export function parseModelId(id: string): ModelRef {
  const [head, rest] = cut(id)
  if (rest === undefined || !isProviderName(head) || head === 'server') {
    return { provider: 'server', name: id }
  }
  if (head !== 'custom') return { provider: head, name: rest }
  const [connectionId, name] = cut(rest)
  return name === undefined
    ? { provider: 'server', name: id }
    : { provider: head, connectionId, name }
}

/** The opposite of `parseModelId`. */
export function modelIdOf({ provider, connectionId, name }: ModelRef): string {
  if (provider === 'server') return name
  return provider === 'custom' ? `custom:${connectionId}:${name}` : `${provider}:${name}`
}

function cut(text: string): [string, string | undefined] {
  const at = text.indexOf(':')
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)]
}

function isProviderName(text: string): text is ProviderName {
  return (providerNames as readonly string[]).includes(text)
}
