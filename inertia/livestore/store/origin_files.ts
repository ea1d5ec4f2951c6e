/** Directory of LiveStore 0.4.0 in the origin's private file system; 6 is its storage format. */
const directoryOf = (storeId: string) => `livestore-${storeId}@6`

/** Removes a store's files. Another tab may hold them open for a moment after it was told to leave: tries for ten seconds. */
export async function removeStoreFiles(storeId: string): Promise<void> {
  const root = await navigator.storage.getDirectory()
  for (let attempt = 0; ; attempt++) {
    try {
      await root.removeEntry(directoryOf(storeId), { recursive: true })
      return
    } catch (error) {
      if (error instanceof DOMException && error.name === 'NotFoundError') return
      if (attempt >= 40) throw error
      await new Promise((resolve) => setTimeout(resolve, 250))
    }
  }
}
