import type { Page } from 'playwright-core'

/** Where in this browser any of `words` is kept: storage keys and values, databases, files, caches, and the page itself. */
export function findTraces(page: Page, words: readonly string[]): Promise<string[]> {
  return page.evaluate(async (wanted) => {
    const found: string[] = []
    const look = (place: string, text: string) => {
      for (const word of wanted) if (text.includes(word)) found.push(`${place}: ${word}`)
    }
    const bytesAsText = async (file: Blob) =>
      new TextDecoder('latin1').decode(await file.arrayBuffer())

    look('page', document.documentElement.outerHTML)
    look('localStorage', JSON.stringify(localStorage))
    look('sessionStorage', JSON.stringify(sessionStorage))
    look('history', JSON.stringify(history.state) + location.href)

    for (const { name = '' } of await indexedDB.databases()) {
      look('IndexedDB name', name)
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open(name)
        request.onsuccess = () => resolve(request.result)
        request.onerror = () => reject(request.error)
      })
      for (const store of database.objectStoreNames) {
        const rows = await new Promise<unknown[]>((resolve, reject) => {
          const request = database.transaction(store).objectStore(store).getAll()
          request.onsuccess = () => resolve(request.result)
          request.onerror = () => reject(request.error)
        })
        look(`IndexedDB ${name}/${store}`, JSON.stringify(rows))
      }
      database.close()
    }

    for (const cacheName of await caches.keys()) {
      const cache = await caches.open(cacheName)
      for (const request of await cache.keys()) {
        look('cache', request.url)
        const response = await cache.match(request)
        if (response) look(`cache ${request.url}`, await bytesAsText(await response.blob()))
      }
    }

    const lookThrough = async (directory: FileSystemDirectoryHandle, path: string) => {
      for await (const [name, handle] of directory.entries()) {
        look('file name', `${path}/${name}`)
        if (handle.kind === 'directory') await lookThrough(handle, `${path}/${name}`)
        else look(`file ${path}/${name}`, await bytesAsText(await handle.getFile()))
      }
    }
    await lookThrough(await navigator.storage.getDirectory(), '')
    return found
  }, words as string[])
}
