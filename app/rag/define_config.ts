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
  /** The file of passages: its folder exists. */
  file: string
  /** Threads that read it. */
  readers: number
  /** Longest that a question and a change may take, in milliseconds. */
  timeouts: { read: number; write: number }
  pipeline: PipelineConfig
}

export interface RagConfig {
  pipeline: PipelineConfig
  /** Makes the index; nothing is opened or connected before it is first used. */
  createIndex: () => Promise<PassageIndex>
}

/** Where passages are kept. */
export function defineConfig({ file, readers, timeouts, pipeline }: RagConfigInput): RagConfig {
  return {
    pipeline,
    async createIndex() {
      const { SqlitePassageIndex } = await import('#rag/drivers/sqlite/sqlite_passage_index')
      return new SqlitePassageIndex({ path: file, readers, timeouts })
    },
  }
}
