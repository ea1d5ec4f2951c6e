import type { PassageIndex } from '#rag/passage_index'

export interface RagConfigInput {
  /** The file of passages: its folder exists. */
  file: string
  /** Threads that read it. */
  readers: number
  /** Longest that a question and a change may take, in milliseconds. */
  timeouts: { read: number; write: number }
}

export interface RagConfig {
  /** Makes the index; nothing is opened or connected before it is first used. */
  createIndex: () => Promise<PassageIndex>
}

/** Where passages are kept. */
export function defineConfig({ file, readers, timeouts }: RagConfigInput): RagConfig {
  return {
    async createIndex() {
      const { SqlitePassageIndex } = await import('#rag/drivers/sqlite/sqlite_passage_index')
      return new SqlitePassageIndex({ path: file, readers, timeouts })
    },
  }
}
