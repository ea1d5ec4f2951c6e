import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  override async up() {
    /** Server events that wait for a quiet moment; autoincrement keeps their order for good. */
    this.schema.raw(`
      CREATE TABLE pending_server_events (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        user_id TEXT NOT NULL,
        name TEXT NOT NULL,
        args TEXT NOT NULL,
        created_at INTEGER NOT NULL
      )`)
    this.schema.raw(
      'CREATE INDEX pending_server_events_by_user ON pending_server_events (user_id, id)'
    )
    /** Refused batches for the operator: names, sizes and schema paths, never content. */
    this.schema.raw(`
      CREATE TABLE quarantines (
        id TEXT NOT NULL PRIMARY KEY,
        user_id TEXT NOT NULL,
        client_id TEXT NOT NULL,
        events TEXT NOT NULL,
        created_at INTEGER NOT NULL
      )`)
    this.schema.raw('CREATE INDEX quarantines_by_user ON quarantines (user_id, created_at)')
    this.schema.raw('CREATE INDEX quarantines_by_time ON quarantines (created_at)')
  }

  override async down() {
    this.schema.dropTable('quarantines')
    this.schema.dropTable('pending_server_events')
  }
}
