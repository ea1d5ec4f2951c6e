import { PassageThread } from '#rag/drivers/sqlite/passage_thread'
import {
  type Hit,
  type IndexedPassage,
  type LexicalQuery,
  PassageIndex,
  type StoredPassage,
  type VectorQuery,
} from '#rag/passage_index'

/** Passages that go to a thread at once: a message is copied on the event loop, and frames wait for that. */
const PER_MESSAGE = 100

export interface SqliteIndexSettings {
  /** The file of passages. */
  path: string
  /** Threads that read; one more writes, so that no question waits for a document. */
  readers: number
  /** Longest that a question and a change may take, in milliseconds. */
  timeouts: { read: number; write: number }
}

/** Passages in a SQLite file of their own: FTS5 for words, sqlite-vec's distances for vectors, all of it off the event loop. */
export class SqlitePassageIndex extends PassageIndex {
  readonly #writer: PassageThread
  readonly #readers: PassageThread[]
  #batches = 0

  constructor({ path, readers, timeouts }: SqliteIndexSettings) {
    super()
    this.#writer = new PassageThread(path, timeouts.write)
    this.#readers = Array.from({ length: readers }, () => new PassageThread(path, timeouts.read))
  }

  async put(
    userId: string,
    documentId: string,
    passages: readonly IndexedPassage[]
  ): Promise<void> {
    const batch = ++this.#batches
    let start = 0
    for (; start + PER_MESSAGE < passages.length; start += PER_MESSAGE) {
      await this.#writer.ask('stage', batch, passages.slice(start, start + PER_MESSAGE))
    }
    const last = passages.slice(start)
    await this.#writer.ask('put', userId, documentId, last, batch, passages.length)
  }

  remove(userId: string, documentIds: readonly string[]): Promise<void> {
    return this.#writer.ask('remove', userId, documentIds)
  }

  removeUser(userId: string): Promise<void> {
    return this.#writer.ask('removeUser', userId)
  }

  lexical(query: LexicalQuery): Promise<Hit[]> {
    return this.#reader().ask('lexical', query)
  }

  vector(query: VectorQuery): Promise<Hit[]> {
    return this.#reader().ask('vector', query)
  }

  read(userId: string, ids: readonly string[]): Promise<StoredPassage[]> {
    return this.#reader().ask('read', userId, ids)
  }

  readDocument(userId: string, documentId: string): Promise<StoredPassage[]> {
    return this.#reader().ask('readDocument', userId, documentId)
  }

  async close(): Promise<void> {
    await Promise.all([this.#writer, ...this.#readers].map((thread) => thread.close()))
  }

  /** The least busy one; with nothing to do, always the same, so that the others need not start. */
  #reader(): PassageThread {
    return this.#readers.reduce((least, thread) => (thread.load < least.load ? thread : least))
  }
}
