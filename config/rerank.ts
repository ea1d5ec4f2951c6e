import { defineRerank } from '#ai/rerank/define_rerank'
import env from '#start/env'

/** What puts the passages that were found in order, if the operator has such a model. Times in milliseconds; an answer waits for it. */
export default defineRerank({
  server: {
    baseUrl: env.get('RERANK_BASE_URL'),
    model: env.get('RERANK_MODEL'),
    apiKey: env.get('RERANK_API_KEY'),
  },
  timeouts: { connect: 2_000, call: 5_000 },
  circuit: { failures: 3, pause: 60_000 },
})
