import type { LanguageModelV4Prompt } from '@ai-sdk/provider'
import type { ModelImage, ModelMessage } from '#ai/model_driver'

/** The conversation in the SDK's form. Images are read here, when they are about to be sent, and not kept. */
export function promptOf(messages: readonly ModelMessage[]): Promise<LanguageModelV4Prompt> {
  return Promise.all(messages.map(promptMessage))
}

async function promptMessage({
  role,
  content,
  images = [],
}: ModelMessage): Promise<LanguageModelV4Prompt[number]> {
  if (role === 'system') return { role, content }
  const text = content === '' ? [] : [{ type: 'text' as const, text: content }]
  if (role === 'assistant') return { role, content: text }
  return { role, content: [...(await Promise.all(images.map(imagePart))), ...text] }
}

/** A model that is told of a lost image can say so; one that is not answers about nothing. */
async function imagePart({ name, mediaType, read }: ModelImage) {
  const data = await read()
  return data
    ? { type: 'file' as const, mediaType, data: { type: 'data' as const, data } }
    : { type: 'text' as const, text: `[The image "${name}" is no longer stored.]` }
}
