/** A database that has not answered by then counts as not ready. Milliseconds. */
export const databaseTimeout = 1_000
