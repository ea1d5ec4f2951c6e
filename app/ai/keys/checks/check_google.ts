import { noDescription, type ModelDescription } from '#ai/catalogue/model_description'
import { modelNameOf } from '#ai/catalogue/model_name'
import { failureOf, oddAnswer, type CheckKey } from '#ai/keys/checks/key_check'
import type { JsonAnswer } from '#core/network/ask_json'
import { countOf, fieldsOf, lineOf, listOf } from '#core/read_fields'

const CHAT_MODEL = /^(gemini|gemma)-/
const OTHER_MODEL = /embedding|image|tts|audio|live|robotics|computer-use/

/** `GET /models` lists what the key may ask. The key goes into a header: addresses end up in logs. */
export const checkGoogle: CheckKey = async ({ ask, baseUrl, apiKey }) => {
  const headers = { 'x-goog-api-key': apiKey?.release() ?? '' }
  const answer = await ask(`${baseUrl}/models?pageSize=1000`, { headers })
  if (isRejection(answer)) return { type: 'rejected' }
  if (answer.type !== 'answered') return failureOf(answer)
  const list = listOf(fieldsOf(answer.body)?.models)
  if (!list) return oddAnswer
  const models = list.map(readModel).filter((model) => model !== null)
  return { type: 'works', label: null, limits: null, models }
}

/** Google answers 400 to a wrong key and says only inside what it means. */
function isRejection(answer: JsonAnswer): boolean {
  if (answer.type !== 'refused' || answer.status !== 400) return false
  const error = fieldsOf(fieldsOf(answer.body)?.error)
  return /API_KEY_INVALID|api key (not valid|expired)/i.test(JSON.stringify(error ?? {}))
}

function readModel(entry: unknown): ModelDescription | null {
  const fields = fieldsOf(entry)
  const modelName = modelNameOf(lineOf(fields?.name, 200)?.replace(/^models\//, ''))
  const methods = listOf(fields?.supportedGenerationMethods)
  const isForChat = modelName !== null && CHAT_MODEL.test(modelName) && !OTHER_MODEL.test(modelName)
  if (!fields || !isForChat || !methods?.includes('generateContent')) return null
  return {
    ...noDescription,
    modelName,
    name: lineOf(fields.displayName, 100) ?? modelName,
    author: 'Google',
    description: lineOf(fields.description, 300),
    contextLength: countOf(fields.inputTokenLimit),
    maxOutputTokens: countOf(fields.outputTokenLimit),
    canSeeImages: modelName.startsWith('gemini-'),
    canUseTools: modelName.startsWith('gemini-'),
    canReason: fields.thinking === true,
  }
}
