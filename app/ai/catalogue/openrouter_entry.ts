import type { ModelDescription } from '#ai/catalogue/model_description'
import { modelNameOf } from '#ai/catalogue/model_name'
import { nanoEach, nanoPerMillion } from '#ai/catalogue/exact_price'
import { countOf, fieldsOf, lineOf, listOf, timeOf } from '#core/read_fields'
import type { ModelPricing } from '#shared/protocol/bootstrap'

/** One or two sentences. */
const DESCRIPTION_CHARACTERS = 240
/** More than this is no catalogue. */
const MOST_ENTRIES = 5_000

/** OpenRouter's `GET /models`; null when it is none. What cannot be read is left out, one entry at a time. */
export function readOpenRouterModels(body: unknown): ModelDescription[] | null {
  const list = listOf(fieldsOf(body)?.data)
  if (!list) return null
  const models = new Map<string, ModelDescription>()
  for (const entry of list.slice(0, MOST_ENTRIES)) {
    const model = readEntry(entry)
    if (model && !models.has(model.modelName)) models.set(model.modelName, model)
  }
  return [...models.values()]
}

function readEntry(entry: unknown): ModelDescription | null {
  const fields = fieldsOf(entry)
  const modelName = modelNameOf(fields?.id)
  if (!fields || !modelName) return null
  const architecture = fieldsOf(fields.architecture)
  const outputs = listOf(architecture?.output_modalities)
  // A chat needs words; models that only draw or speak have screens of their own.
  if (outputs && !outputs.includes('text')) return null
  const provider = fieldsOf(fields.top_provider)
  const parameters = listOf(fields.supported_parameters) ?? []
  return {
    modelName,
    ...namesOf(lineOf(fields.name, 120) ?? modelName),
    description: lineOf(plainText(fields.description), DESCRIPTION_CHARACTERS),
    contextLength: countOf(fields.context_length) ?? countOf(provider?.context_length),
    maxOutputTokens: countOf(provider?.max_completion_tokens),
    canSeeImages: listOf(architecture?.input_modalities)?.includes('image') ?? false,
    canUseTools: parameters.includes('tools'),
    canReason: parameters.includes('reasoning'),
    pricing: readPricing(fields.pricing),
    releasedAt: timeOf(fields.created),
    expiresAt: timeOf(fields.expiration_date),
  }
}

/** `Anthropic: Claude Sonnet 4.5` is the model Claude Sonnet 4.5 of Anthropic. */
function namesOf(title: string): { name: string; author: string | null } {
  const match = /^([^:]{1,40}): (.+)$/.exec(title)
  return match ? { author: match[1]!, name: match[2]! } : { author: null, name: title }
}

/** Descriptions carry links in Markdown; a list has no room for them. */
function plainText(value: unknown): unknown {
  if (typeof value !== 'string') return null
  return value.slice(0, 4_000).replace(/\[([^\]]{0,200})\]\([^)]{0,500}\)/g, '$1')
}

/** Null when a price is missing or is none, like the -1 of models that choose another model. */
function readPricing(value: unknown): ModelPricing | null {
  const prices = fieldsOf(value)
  const input = nanoPerMillion(prices?.prompt)
  const output = nanoPerMillion(prices?.completion)
  if (!prices || input === null || output === null) return null
  return {
    input,
    output,
    cachedInput: nanoPerMillion(prices.input_cache_read) ?? input,
    cacheWrite: nanoPerMillion(prices.input_cache_write) ?? input,
    perRequest: nanoEach(prices.request) ?? 0,
  }
}
