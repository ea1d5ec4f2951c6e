import { Observable } from '~/livestore/state/observable'
import type { ChosenDocument } from './take_in_document'

/** What was done with a document while the database may not be open yet. The event's id was made then: told twice, it happens once. */
export type DocumentAnnouncement = { eventId: string; at: number } & (
  | { type: 'added'; document: ChosenDocument; chatId: string | null; projectId: string | null }
  | { type: 'deleted'; documentId: string }
)

const keyOf = (userId: string) => `loft:${userId}:documents`
const newId = () => crypto.randomUUID() as string

/** Kept in localStorage until the database has them: the composer takes documents before it is open, and a tab may be closed. */
class DocumentAnnouncements {
  readonly #waiting = new Observable<readonly DocumentAnnouncement[]>([])
  #userId: string | null = null

  readonly subscribe = this.#waiting.subscribe
  readonly get = this.#waiting.get

  belongTo(userId: string | null): void {
    if (userId === this.#userId) return
    this.#userId = userId
    this.#waiting.set(userId === null ? [] : read(userId))
  }

  added(document: ChosenDocument, place: { chatId?: string; projectId?: string } = {}): void {
    const { chatId = null, projectId = null } = place
    const at = Date.now()
    this.#add({ type: 'added', eventId: newId(), at, document, chatId, projectId })
  }

  deleted(documentId: string): void {
    const waiting = this.get().filter(
      (one) => one.type !== 'added' || one.document.documentId !== documentId
    )
    if (waiting.length < this.get().length) this.#set(waiting)
    else this.#add({ type: 'deleted', eventId: newId(), at: Date.now(), documentId })
  }

  done(eventId: string): void {
    this.#set(this.get().filter((one) => one.eventId !== eventId))
  }

  #add(announcement: DocumentAnnouncement): void {
    this.#set([...this.get(), announcement])
  }

  #set(waiting: readonly DocumentAnnouncement[]): void {
    this.#waiting.set(waiting)
    if (this.#userId === null) return
    try {
      if (waiting.length === 0) localStorage.removeItem(keyOf(this.#userId))
      else localStorage.setItem(keyOf(this.#userId), JSON.stringify(waiting))
    } catch {
      // Full storage: it is told as long as the page is open.
    }
  }
}

function read(userId: string): DocumentAnnouncement[] {
  try {
    return JSON.parse(localStorage.getItem(keyOf(userId)) ?? '[]') as DocumentAnnouncement[]
  } catch {
    return []
  }
}

export const documentAnnouncements = new DocumentAnnouncements()
