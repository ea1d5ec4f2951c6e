import { readOpenAiModels } from '#ai/keys/checks/check_openai'
import { failureOf, oddAnswer, type CheckKey } from '#ai/keys/checks/key_check'

/** Any server that speaks OpenAI's language lists its models at `{baseUrl}/models`. */
export const checkCustom: CheckKey = async ({ ask, baseUrl, apiKey }) => {
  const headers: Record<string, string> = apiKey
    ? { authorization: `Bearer ${apiKey.release()}` }
    : {}
  const answer = await ask(`${baseUrl}/models`, { headers })
  if (answer.type !== 'answered') return failureOf(answer)
  const models = readOpenAiModels(answer.body)
  // Without a name no model can be asked.
  return models?.length ? { type: 'works', label: null, limits: null, models } : oddAnswer
}
