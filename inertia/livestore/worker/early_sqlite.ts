import { loadSqlite3Wasm as load } from '@livestore/sqlite-wasm/load-wasm'

/**
 * The leader asks for SQLite only when it is told which database to open, which is after the page and both workers have found each
 * other. By then this is there.
 */
let early: ReturnType<typeof load> | undefined = load()
early.catch(() => {})

/** What the leader gets for LiveStore's function in the production build (bin/dependencies_plugin.ts). One call has the early one. */
export function loadSqlite3Wasm(): ReturnType<typeof load> {
  const loading = early ?? load()
  early = undefined
  return loading
}
