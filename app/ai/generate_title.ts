import { inject } from '@adonisjs/core'

import { ModelDriver } from '#ai/model_driver'
import { titleMessages } from '#ai/title_prompt'
import { titleText } from '#ai/title_text'

interface GenerateTitleInput {
  /** The model that writes the title; see `AiConfig.titleModel`. */
  model: string
  question: string
  /** The answer so far; the title is better with it. */
  answer?: string
  /** Stops the request, for example at shutdown. */
  signal?: AbortSignal
}

const TIMEOUT_MS = 20_000
/** Longer than any title: a model that goes on is writing an answer. */
const ENOUGH_CHARACTERS = 500
/** Room for models that think before they write. */
const MAX_OUTPUT_TOKENS = 1_000

/** Asks a model for the title of a chat. A chat works as well without one, so every failure is a null. */
@inject()
export class GenerateTitle {
  constructor(private driver: ModelDriver) {}

  async handle({ model, question, answer, signal }: GenerateTitleInput): Promise<string | null> {
    const timeout = AbortSignal.timeout(TIMEOUT_MS)
    const messages = titleMessages(question, answer)
    let written = ''
    try {
      const parts = this.driver.stream(
        { model, messages, settings: { maxOutputTokens: MAX_OUTPUT_TOKENS } },
        signal ? AbortSignal.any([signal, timeout]) : timeout
      )
      for await (const part of parts) {
        if (part.type === 'text') written += part.text
        if (written.length >= ENOUGH_CHARACTERS) break
      }
    } catch {
      return null
    }
    return titleText(written)
  }
}
