import type { Connection } from '#ai/keys/connection'
import type { GatewayRequest } from '#ai/model_gateway'
import type { ModelPart } from '#ai/model_driver'
import { titleMessages } from '#ai/title_prompt'
import { titleText } from '#ai/title_text'

interface GenerateTitleInput {
  userId: string
  /** The id of the model that writes the title; see `titleModelFor`. */
  modelId: string
  /** Who paid for the answer. Nobody else pays for its title; without such a connection there is none. */
  billedTo: Connection['billedTo']
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
export class GenerateTitle {
  constructor(
    /** A way to the gateway that keeps account of what the call costs. */
    private readonly ask: (request: GatewayRequest, signal: AbortSignal) => AsyncIterable<ModelPart>
  ) {}

  async handle({ question, answer, signal, ...who }: GenerateTitleInput): Promise<string | null> {
    const timeout = AbortSignal.timeout(TIMEOUT_MS)
    const request = {
      ...who,
      messages: titleMessages(question, answer),
      settings: { maxOutputTokens: MAX_OUTPUT_TOKENS },
      ...{ fallbacks: [], isPatient: false },
    }
    let written = ''
    try {
      const parts = this.ask(request, signal ? AbortSignal.any([signal, timeout]) : timeout)
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
