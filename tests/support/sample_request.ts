import type { ModelRequest } from '#ai/model_driver'

/** One message of each role, and the question last. */
export const sampleRequest: ModelRequest = {
  model: 'a-model',
  messages: [
    { role: 'system', content: 'Be kind.' },
    { role: 'user', content: 'Hello there friend' },
    { role: 'assistant', content: 'Hi.' },
    { role: 'user', content: 'Say three words' },
  ],
  settings: {},
}

/** Of somebody who never stops an answer. */
export const never = () => new AbortController().signal
