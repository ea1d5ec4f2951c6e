import { localUserId } from '~/lib/local_user'
import type { OpenedStore } from './create_store'
import { EarlyWorkers } from './early_workers'

let code: Promise<typeof import('./create_store')> | undefined

/**
 * SQLite, LiveStore's store and its adapter: a quarter of the page's code, which composer and kept view do without. Asked for once:
 * the answer to a second `import()` comes no sooner than the page has nothing else to do.
 */
function loadCode(): Promise<typeof import('./create_store')> {
  code ??= import('./create_store').catch((error: unknown) => {
    code = undefined
    throw error
  })
  return code
}

/** On its way while the page still starts, when there is somebody to open a database for. */
if (localUserId() !== null) loadCode().catch(() => {})

/**
 * Opens the database of one person. There is one store per person and it stays open above all pages: reopening quickly is unsafe.
 * A worker that is ending or beginning in another tab, or was a moment ago in this one, may still hold the files: tries again.
 */
export async function openStore(userId: string, storeId: string): Promise<OpenedStore> {
  const workers = EarlyWorkers.of(storeId)
  try {
    for (let attempt = 1; ; attempt++) {
      try {
        const { createStore } = await loadCode()
        return await createStore(userId, storeId, workers)
      } catch (error) {
        if (attempt === 4) throw error
        await new Promise((resolve) => setTimeout(resolve, attempt * 300))
      }
    }
  } finally {
    workers.dismiss()
  }
}
