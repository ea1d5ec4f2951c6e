import type { Secret } from '@adonisjs/core/helpers'

import type { PassageIndex } from '#rag/passage_index'

/** How documents become passages. */
export interface PipelineConfig {
  /** What the steps of documents in the works have made; made when it is first needed. */
  folder: string
  /** Passages that are embedded together. */
  batch: number
  /** Most passages of one document. */
  passages: number
}

export interface RagConfigInput {
  /** The file of passages, used without Weaviate: its folder exists. */
  file: string
  /** Threads that read it. */
  readers: number
  /** WEAVIATE_URL, WEAVIATE_GRPC_URL, WEAVIATE_API_KEY. */
  weaviate: { url?: string; grpcUrl?: string; apiKey?: Secret<string> }
  /** Longest that connecting, a question and a change may take, in milliseconds. */
  timeouts: { connect: number; read: number; write: number }
  pipeline: PipelineConfig
}

export interface RagConfig {
  pipeline: PipelineConfig
  /** Makes the index; nothing is opened or connected before it is first used. */
  createIndex: () => Promise<PassageIndex>
}

/** Where passages are kept: in Weaviate when it is configured, else in a SQLite file. */
export function defineConfig({ pipeline, weaviate, ...settings }: RagConfigInput): RagConfig {
  const { file, readers, timeouts } = settings
  const { url, grpcUrl, apiKey = null } = weaviate
  return {
    pipeline,
    async createIndex() {
      if (url === undefined) {
        const { SqlitePassageIndex } = await import('#rag/drivers/sqlite/sqlite_passage_index')
        return new SqlitePassageIndex({ path: file, readers, timeouts })
      }
      const { WeaviatePassageIndex } = await import('#rag/drivers/weaviate/weaviate_passage_index')
      const given = { url, grpcUrl: grpcUrl ?? usualGrpcUrl(url), apiKey, timeouts }
      return new WeaviatePassageIndex(given)
    },
  }
}

/** Where Weaviate listens for gRPC when nobody changed it: port 50051 beside the other one. */
function usualGrpcUrl(url: string): string {
  const { protocol, hostname } = new URL(url)
  return `${protocol}//${hostname}:50051`
}
