/** OpenAI's reasoning models refuse the parameter with a 400 wherever they are served. */
const REASONING_MODEL = /^(?:openai\/)?(?:o[1-9]|gpt-5)(?![\w.]*-chat)(?:[.\-:]|$)/i

/** Whether a model answers a temperature with an error; the SDKs of Anthropic and Google know their own. */
export function refusesTemperature(model: string): boolean {
  return REASONING_MODEL.test(model)
}
