import { Connection } from './connection'

const id = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/

/**
 * LiveStore names its worker after the store, and a store goes by its person's id: the socket can open, and running answers can
 * be shown, while the database is still being opened. Without that name it opens a moment later.
 */
let early = start(id.exec(self.name)?.[0])

function start(userId: string | undefined): Connection | undefined {
  return userId === undefined ? undefined : new Connection(userId, userId)
}

/** The connection of this worker; a worker has one store and asks once. */
export function takeConnection(userId: string, storeId: string): Connection {
  const connection = early
  early = undefined
  if (connection?.userId === userId) return connection
  connection?.end()
  return new Connection(userId, storeId)
}
