import { openDB, type DBSchema, type IDBPDatabase } from 'idb'
import type { AnswerDelta } from '#shared/protocol/answer_stream'
import { SCHEMA_VERSION } from '#shared/schema'
import { localUserId } from '~/lib/local_user'
import { schema } from '~/livestore/schema'

/** Rows of live queries by the hash of their query. */
export type KeptRows = ReadonlyMap<string, unknown>
/** Parts of running answers by answer id. How long they are is the offset they go on from. */
export type KeptAnswers = ReadonlyMap<string, readonly AnswerDelta[]>

interface ViewSchema extends DBSchema {
  view: { key: 'rows' | 'answers'; value: { version: string; kept: [string, unknown][] } }
}

/** What is on the screen now. */
export interface CurrentView {
  /** null until the rows come from the database: what was kept before is still the best there is. */
  rows(): KeptRows | null
  answers(): KeptAnswers
}

/** Rows of another schema would reach components that know other columns. */
const version = `${SCHEMA_VERSION}.${schema.state.sqlite.hash}`

const quietMs = 1_000

/**
 * What this person's screen showed last, in IndexedDB: the rows of the mounted live queries and the text of running answers. It is
 * read at the start and rendered until the database is open; always replaced as a whole by what is on the screen, so that
 * nothing outlives its place there. See docs/adr/0009.
 */
export class KeptView {
  #rows: KeptRows = new Map()
  #answers: KeptAnswers = new Map()
  #database: IDBPDatabase<ViewSchema> | undefined
  readonly #changed = new Set<'rows' | 'answers'>()
  readonly #closing = new AbortController()
  #timer: ReturnType<typeof setTimeout> | undefined
  #hasLeft = false
  /** Never rejects: a browser that keeps nothing has nothing kept. */
  readonly wasRead: Promise<void>

  constructor(
    private readonly userId: string,
    private readonly current: CurrentView
  ) {
    this.wasRead = this.#read().catch(() => {})
    const { signal } = this.#closing
    addEventListener('pagehide', () => this.#leave(), { signal })
    const onVisibility = () => {
      if (document.visibilityState === 'hidden') this.#leave()
      else this.#hasLeft = false
    }
    document.addEventListener('visibilitychange', onVisibility, { signal })
  }

  static databaseName(userId: string): string {
    return `loft:view:${userId}`
  }

  rowsOf(hash: string): unknown {
    return this.#rows.get(hash)
  }

  answerOf(answerId: string): readonly AnswerDelta[] | undefined {
    return this.#answers.get(answerId)
  }

  /** Written a moment later; at once when the page is left or hidden. */
  note(part: 'rows' | 'answers'): void {
    this.#changed.add(part)
    this.#hasLeft = false
    // What a hidden tab shows is written when it is closed: the view of the visible one is the one to keep.
    if (document.visibilityState === 'visible')
      this.#timer ??= setTimeout(() => this.#write(), quietMs)
  }

  /** Writes nothing any more, and lets go of the file, so that it can be removed. */
  close(): void {
    this.#closing.abort()
    clearTimeout(this.#timer)
    this.#database?.close()
    this.#database = undefined
  }

  async #read(): Promise<void> {
    const opening = early?.userId === this.userId ? early.opening : open(this.userId)
    early = undefined
    const database = await opening
    if (this.#closing.signal.aborted) return database.close()
    this.#database = database
    const reading = database.transaction('view')
    const [rows, answers] = await Promise.all([
      reading.store.get('rows'),
      reading.store.get('answers'),
    ])
    if (rows?.version === version) this.#rows = new Map(rows.kept)
    if (answers?.version === version) {
      this.#answers = new Map(answers.kept as [string, readonly AnswerDelta[]][])
    }
  }

  /** All of it, also what has not changed: another tab of this person may have put its own view there. */
  #leave(): void {
    if (this.#hasLeft) return
    this.#changed.add('rows').add('answers')
    this.#write()
    this.#hasLeft = true
  }

  #write(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    // Whoever has signed out, or was replaced by somebody else, must leave no trace.
    if (!this.#database || localUserId() !== this.userId) return
    const rows = this.#changed.has('rows') ? this.current.rows() : null
    const answers = this.#changed.has('answers') ? this.current.answers() : null
    this.#changed.clear()
    try {
      const writing = this.#database.transaction('view', 'readwrite', { durability: 'relaxed' })
      const put = (part: 'rows' | 'answers', kept: ReadonlyMap<string, unknown> | null) => {
        if (kept) writing.store.put({ version, kept: [...kept] }, part).catch(ignore)
      }
      put('rows', rows)
      put('answers', answers)
      writing.done.catch(ignore)
      // Without this the transaction of a page that is being left would wait for its callbacks, and die with it.
      writing.commit()
    } catch {
      // Closed for a wipe in another tab, or no room: the next start waits for the database.
    }
  }
}

function open(userId: string): Promise<IDBPDatabase<ViewSchema>> {
  const opening = openDB<ViewSchema>(KeptView.databaseName(userId), 1, {
    upgrade: (created) => void created.createObjectStore('view'),
    // A wipe of this person's data in another tab must not wait for this connection.
    blocking: (_current, _blocked, event) => (event.target as IDBDatabase).close(),
  })
  opening.catch(ignore)
  return opening
}

function ignore(): void {}

/** Opened while the page is still loading: whoever was here last is probably the one whose view is asked for. */
let early = openEarly(localUserId())

function openEarly(userId: string | null) {
  return userId === null ? undefined : { userId, opening: open(userId) }
}
