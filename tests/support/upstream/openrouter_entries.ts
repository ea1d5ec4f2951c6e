const MAKERS = [
  ['anthropic', 'Anthropic', 'claude-sonnet'],
  ['openai', 'OpenAI', 'gpt'],
  ['google', 'Google', 'gemini'],
  ['meta-llama', 'Meta', 'llama'],
  ['mistralai', 'Mistral', 'mistral'],
  ['qwen', 'Qwen', 'qwen'],
  ['small-lab', 'Small Lab', 'experiment'],
] as const

const DAY = 86_400

/** One entry of OpenRouter's catalogue with everything a real one has; `index` decides which. */
export function openRouterEntry(index: number, changes: Record<string, unknown> = {}) {
  const [author, title, family] = MAKERS[index % MAKERS.length]!
  const id = `${author}/${family}-${index}`
  return {
    id,
    canonical_slug: `${id}-20260101`,
    hugging_face_id: '',
    name: `${title}: ${family[0]!.toUpperCase()}${family.slice(1)} ${index}`,
    created: 1_780_000_000 - index * DAY,
    description: `Model number ${index} of ${title}. ${'It answers questions and follows instructions. '.repeat(12)}`,
    context_length: 128_000 + index,
    architecture: {
      modality: 'text+image->text',
      input_modalities: index % 2 === 0 ? ['text', 'image'] : ['text'],
      output_modalities: ['text'],
      tokenizer: 'Other',
      instruct_type: null,
    },
    pricing: {
      prompt: '0.000003',
      completion: '0.000015',
      request: '0',
      image: '0.0048',
      input_cache_read: '0.0000003',
      input_cache_write: '0.00000375',
    },
    top_provider: { context_length: 128_000, max_completion_tokens: 16_384, is_moderated: false },
    per_request_limits: null,
    supported_parameters: ['max_tokens', 'temperature', 'tools', 'reasoning'],
    ...changes,
  }
}
