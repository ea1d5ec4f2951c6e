import { noDescription, type ModelDescription } from '#ai/catalogue/model_description'
import { modelNameOf } from '#ai/catalogue/model_name'
import { failureOf, oddAnswer, type CheckKey } from '#ai/keys/checks/key_check'
import { countOf, fieldsOf, lineOf, listOf, timeOf } from '#core/read_fields'

const CHAT_MODEL = /^(gpt-|o\d|chatgpt-|ft:)/
/** Models of the same list that speak, draw, embed or only complete. */
const OTHER_MODEL = /audio|realtime|transcribe|tts|image|embedding|moderation|instruct|search/

/** `GET /models` lists what the key may ask, without any facts; the catalogue adds them by name. */
export const checkOpenAi: CheckKey = async ({ ask, baseUrl, apiKey }) => {
  const headers = { authorization: `Bearer ${apiKey?.release()}` }
  const answer = await ask(`${baseUrl}/models`, { headers })
  if (answer.type !== 'answered') return failureOf(answer)
  const models = readOpenAiModels(answer.body)
  if (!models) return oddAnswer
  const isForChat = ({ modelName }: ModelDescription) =>
    CHAT_MODEL.test(modelName) && !OTHER_MODEL.test(modelName)
  return { type: 'works', label: null, limits: null, models: models.filter(isForChat) }
}

/** Most models that one connection may bring. */
export const MOST_MODELS = 1_000

/** The list as OpenAI and everybody who speaks its language gives it; null when it is no such list. */
export function readOpenAiModels(body: unknown): ModelDescription[] | null {
  const list = listOf(fieldsOf(body)?.data)
  if (!list) return null
  const models = new Map<string, ModelDescription>()
  for (const entry of list) {
    const fields = fieldsOf(entry)
    const modelName = modelNameOf(fields?.id)
    if (!fields || !modelName || models.size >= MOST_MODELS) continue
    models.set(modelName, {
      ...noDescription,
      modelName,
      name: lineOf(fields.name, 100) ?? modelName,
      contextLength: windowOf(fields),
      // Some servers say 0 where they do not know.
      releasedAt: timeOf(fields.created),
    })
  }
  return [...models.values()]
}

/**
 * OpenAI's language has no word for the window; servers have their own: LM Studio (as loaded, else at most), vLLM, llama.cpp (as
 * started in newer ones, else as trained), and hosts that follow OpenRouter, Mistral or Groq.
 */
function windowOf(fields: Record<string, unknown>): number | null {
  const meta = fieldsOf(fields.meta)
  const names = ['loaded_context_length', 'max_model_len', 'context_length', 'context_window']
  const own = [...names, 'max_context_length'].map((name) => countOf(fields[name]))
  return [...own, countOf(meta?.n_ctx), countOf(meta?.n_ctx_train)].find(Boolean) ?? null
}
