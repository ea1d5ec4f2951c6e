import { BaseSchema } from '@adonisjs/lucid/schema'

/** The logs. `args` is the JSON text as it arrived; nothing may rewrite it, clients compare it with what they pushed. */
export default class extends BaseSchema {
  override async up() {
    this.schema.raw(`
      CREATE TABLE stores (
        id TEXT NOT NULL PRIMARY KEY,
        user_id TEXT NOT NULL UNIQUE,
        head INTEGER NOT NULL DEFAULT 0,
        backend_id TEXT NOT NULL,
        created_at INTEGER NOT NULL
      )`)
    // With a rowid, although the key is (store_id, seq_num): rows are long, and counting what is left of a log then
    // reads the slim index alone.
    this.schema.raw(`
      CREATE TABLE events (
        store_id TEXT NOT NULL REFERENCES stores (id) ON DELETE CASCADE,
        seq_num INTEGER NOT NULL,
        parent_seq_num INTEGER NOT NULL,
        event_id TEXT NOT NULL,
        name TEXT NOT NULL,
        args TEXT NOT NULL,
        client_id TEXT NOT NULL,
        session_id TEXT NOT NULL,
        author TEXT NOT NULL,
        received_at INTEGER NOT NULL,
        PRIMARY KEY (store_id, seq_num)
      )`)
    this.schema.raw('CREATE INDEX events_event_id ON events (store_id, event_id)')
  }

  override async down() {
    this.schema.dropTable('events')
    this.schema.dropTable('stores')
  }
}
