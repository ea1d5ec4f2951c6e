import { deleteDB, openDB, type DBSchema } from 'idb'
import { localUserId } from '~/lib/local_user'

/** A file of this device: sent or not, its bytes stay, so that one's own images show offline. */
export interface BoxedFile {
  id: string
  name: string
  blob: Blob
  isUploaded: boolean
  /** The server has heard of it, so that it may hold a part. */
  isBegun: boolean
  keptAt: number
  /** A document: too large to keep once the server has it. */
  isDocument?: true
}

interface BoxSchema extends DBSchema {
  files: { key: string; value: BoxedFile }
}

/** Uploaded files beyond this many go, oldest first: the server has them. */
const UPLOADED_KEPT = 100

/** Files that were written on this device, per person, in IndexedDB: they wait here until the server has them. */
export class FileBox {
  static readonly databaseName = (userId: string) => `loft-files-${userId}`

  constructor(private readonly userId: string) {}

  async put(file: Omit<BoxedFile, 'isUploaded' | 'isBegun' | 'keptAt'>): Promise<void> {
    // Making an image smaller takes a while, in which this person may have signed out in another tab.
    if (localUserId() !== this.userId) throw new Error('This person has left')
    return this.#use(async (database) => {
      await database.put('files', {
        ...{ ...file, isUploaded: false, isBegun: false, keptAt: Date.now() },
      })
    })
  }

  get(id: string): Promise<BoxedFile | undefined> {
    return this.#use((database) => database.get('files', id))
  }

  waiting(): Promise<BoxedFile[]> {
    return this.#use(async (database) => {
      const files = await database.getAll('files')
      return files.filter((file) => !file.isUploaded)
    })
  }

  markBegun(id: string): Promise<void> {
    return this.#use(async (database) => {
      // In one step: what was marked as uploaded meanwhile must not become unsent again.
      const { store, done } = database.transaction('files', 'readwrite')
      const file = await store.get(id)
      if (file) await store.put({ ...file, isBegun: true })
      await done
    })
  }

  markUploaded(id: string): Promise<void> {
    return this.#use(async (database) => {
      const file = await database.get('files', id)
      if (file?.isDocument) return database.delete('files', id)
      if (file) await database.put('files', { ...file, isUploaded: true })
      const uploaded = (await database.getAll('files')).filter(({ isUploaded }) => isUploaded)
      uploaded.sort((a, b) => b.keptAt - a.keptAt)
      for (const { id: old } of uploaded.slice(UPLOADED_KEPT)) await database.delete('files', old)
    })
  }

  remove(id: string): Promise<void> {
    return this.#use((database) => database.delete('files', id))
  }

  async #use<T>(work: (database: Awaited<ReturnType<typeof open>>) => Promise<T>): Promise<T> {
    const database = await open(this.userId)
    try {
      return await work(database)
    } finally {
      database.close()
    }
  }
}

/** Removes all files of a person from this browser. */
export const removeFileBox = (userId: string) => deleteDB(FileBox.databaseName(userId))

const open = (userId: string) =>
  openDB<BoxSchema>(FileBox.databaseName(userId), 1, {
    upgrade(database) {
      database.createObjectStore('files', { keyPath: 'id' })
    },
  })
