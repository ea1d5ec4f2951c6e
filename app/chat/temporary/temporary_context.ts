import type { ModelMessage } from '#ai/model_driver'
import type { BootstrapModel } from '#shared/protocol/bootstrap'
import type { TemporaryQuestion } from '#shared/protocol/temporary_chat'
import { contextWindow, reservedOutput } from '#shared/policies/context_window'

/** What of a temporary conversation goes to the model, by the same rules as for chats that are kept. */
export function temporaryContext(
  { messages, systemPrompt, settings }: TemporaryQuestion,
  model: Pick<BootstrapModel, 'contextLength' | 'maxOutputTokens'>
): { messages: ModelMessage[]; leftOut: number; tokens: number; isFitting: boolean } {
  const window = contextWindow({
    branch: messages.map((message) => ({
      ...message,
      excluded_from_context: 0,
      deleted_at: null,
    })),
    systemPrompt: systemPrompt ?? null,
    contextLength: model.contextLength,
    reservedOutput: reservedOutput(settings.maxOutputTokens, model),
  })
  const conversation = window.messages.map(({ role, content }) => ({ role, content }))
  const prompt = systemPrompt?.trim()
  return {
    messages: prompt ? [{ role: 'system', content: prompt }, ...conversation] : conversation,
    ...{ leftOut: window.leftOut, tokens: window.tokens, isFitting: window.isFitting },
  }
}
