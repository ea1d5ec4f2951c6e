import { createHash } from 'node:crypto'
import type { Database } from '@adonisjs/lucid/database'

export interface CacheOwner {
  userId: string
  /** What the texts are of, for example a document's id; goes with it. */
  source: string
}

const KEEP_MS = 30 * 24 * 60 * 60 * 1000
const SWEEP_EVERY_MS = 60 * 60 * 1000

/**
 * Vectors by the hash of their text, model and owner: a step that is repeated, or a document that comes again, is not paid twice.
 * Nobody learns from it what somebody else has embedded.
 */
export class EmbeddingCache {
  #sweptAt = 0

  constructor(
    private readonly database: Database,
    private readonly now: () => number
  ) {}

  keyOf(userId: string, modelId: string, text: string): string {
    return createHash('sha256').update(`${userId}\n${modelId}\n${text}`).digest('base64url')
  }

  async read(keys: readonly string[]): Promise<Map<string, Float32Array>> {
    const rows: { key: string; vector: Uint8Array }[] = await this.#client
      .from('embeddings')
      .whereIn('key', [...new Set(keys)])
      .select('key', 'vector')
    // Over a copy: bytes of SQLite need not lie where floats may begin, and `slice` of a Buffer copies nothing.
    return new Map(
      rows.map(({ key, vector }) => [key, new Float32Array(Uint8Array.from(vector).buffer)])
    )
  }

  async write(owner: CacheOwner, entries: readonly [key: string, vector: Float32Array][]) {
    const createdAt = this.now()
    const rows = entries.map(([key, vector]) => [
      ...[key, owner.userId, owner.source],
      ...[Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength), createdAt],
    ])
    const values = rows.map(() => '(?, ?, ?, ?, ?)').join(', ')
    await this.#client.rawQuery(
      `INSERT INTO embeddings (key, user_id, source, vector, created_at) VALUES ${values}
       ON CONFLICT (key) DO UPDATE SET created_at = excluded.created_at`,
      rows.flat()
    )
    await this.#sweep()
  }

  /** Forgets what was made of these sources; of everything without any named. */
  async forget(userId: string, sources?: readonly string[]): Promise<void> {
    const query = this.#client.from('embeddings').where('user_id', userId)
    if (sources) query.whereIn('source', [...sources])
    await query.delete()
  }

  async #sweep(): Promise<void> {
    if (this.now() - this.#sweptAt < SWEEP_EVERY_MS) return
    this.#sweptAt = this.now()
    await this.#client
      .from('embeddings')
      .where('created_at', '<', this.now() - KEEP_MS)
      .delete()
  }

  get #client() {
    return this.database.connection('cache')
  }
}
