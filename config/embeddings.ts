import { defineEmbeddings } from '#ai/embedding/define_embeddings'
import env from '#start/env'

/**
 * What makes vectors of passages and questions: the operator's own server, else these models over a person's key or the operator's.
 * Nobody has to: without any, documents are found by their words. Times in milliseconds.
 */
export default defineEmbeddings({
  server: {
    baseUrl: env.get('EMBEDDING_BASE_URL'),
    model: env.get('EMBEDDING_MODEL'),
    apiKey: env.get('EMBEDDING_API_KEY'),
  },
  candidates: [
    { provider: 'openrouter', name: 'openai/text-embedding-3-small' },
    { provider: 'openai', name: 'text-embedding-3-small' },
  ],
  batch: { texts: 64, characters: 200_000 },
  longestText: 20_000,
  concurrency: 3,
  retry: { attempts: 3, pause: 500, longestPause: 10_000 },
  timeouts: { connect: 10_000, call: 45_000 },
})
