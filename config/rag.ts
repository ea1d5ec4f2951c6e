import { join } from 'node:path'
import { dataDirectory } from '#config/app'
import { defineConfig } from '#rag/define_config'
import env from '#start/env'

/** Where passages of documents are kept and found. Times in milliseconds. */
export default defineConfig({
  file: join(dataDirectory, 'passages.sqlite'),
  readers: 2,
  weaviate: {
    url: env.get('WEAVIATE_URL'),
    grpcUrl: env.get('WEAVIATE_GRPC_URL'),
    apiKey: env.get('WEAVIATE_API_KEY'),
  },
  timeouts: { connect: 5_000, read: 10_000, write: 120_000 },
  pipeline: { folder: join(dataDirectory, 'documents'), batch: 64, passages: 50_000 },
})
