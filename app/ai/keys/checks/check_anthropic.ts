import { noDescription, type ModelDescription } from '#ai/catalogue/model_description'
import { modelNameOf } from '#ai/catalogue/model_name'
import { failureOf, oddAnswer, type CheckKey } from '#ai/keys/checks/key_check'
import { countOf, fieldsOf, lineOf, listOf, timeOf } from '#core/read_fields'

/** `GET /models` lists what the key may ask. */
export const checkAnthropic: CheckKey = async ({ ask, baseUrl, apiKey }) => {
  const headers = { 'x-api-key': apiKey?.release() ?? '', 'anthropic-version': '2023-06-01' }
  const answer = await ask(`${baseUrl}/models?limit=1000`, { headers })
  if (answer.type !== 'answered') return failureOf(answer)
  const list = listOf(fieldsOf(answer.body)?.data)
  if (!list) return oddAnswer
  const models = list.map(readModel).filter((model) => model !== null)
  return { type: 'works', label: null, limits: null, models }
}

function readModel(entry: unknown): ModelDescription | null {
  const fields = fieldsOf(entry)
  const modelName = modelNameOf(fields?.id)
  if (!fields || !modelName) return null
  return {
    ...noDescription,
    modelName,
    name: lineOf(fields.display_name, 100) ?? modelName,
    author: 'Anthropic',
    contextLength: countOf(fields.max_input_tokens),
    maxOutputTokens: countOf(fields.max_tokens),
    canSeeImages: true,
    canUseTools: true,
    releasedAt: timeOf(fields.created_at),
  }
}
