import { TabDatabase } from '~/livestore/tab_database'
import { Driver } from './driver'

/** The page reloads itself when the database recovers, so whose database to open stands in its address. */
const parameters = new URL(location.href).searchParams
const userId = parameters.get('user') ?? ''
const storeId = parameters.get('store') ?? ''

declare global {
  interface Window {
    loft?: Driver
    loftFailure?: string
  }
}

TabDatabase.open(userId, storeId).then(
  (database) => {
    window.loft = new Driver(database)
  },
  (error: unknown) => {
    window.loftFailure = String((error as Error)?.stack ?? error)
  }
)
