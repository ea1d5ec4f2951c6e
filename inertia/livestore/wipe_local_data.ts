import { deleteDB } from 'idb'
import { closeLocalDatabase } from './local_database_provider'
import { Outbox } from './outbox/outbox'
import { removeStoreFiles } from './store/origin_files'
import { KeptView } from './view/kept_view'
import { forgetRecoveries, sendTabsAway } from './store/recovery'

/**
 * Removes everything of one person's database from this browser: the store's files, the outbox, the kept view and what LiveStore keeps in
 * localStorage. Other tabs of the person are sent to the start page first. Ask about unsynced events before.
 */
export async function wipeLocalData(userId: string, storeId: string = userId): Promise<void> {
  sendTabsAway(userId, '/')
  await closeLocalDatabase(userId)
  await Promise.all([
    removeStoreFiles(storeId),
    deleteDB(Outbox.databaseName(userId)),
    deleteDB(KeptView.databaseName(userId)),
  ])
  forgetRecoveries(userId)
  localStorage.removeItem(`livestore:clientId:${storeId}`)
}
