import { BaseSchema } from '@adonisjs/lucid/schema'

/**
 * What calls of providers cost. `usage_reservations` has a row per call under way, written before it is sent: after a crash it
 * is all that tells of the call. `usage_events` has a row per call that ended and may have cost something: figures, no content.
 * Costs are nano-dollars; null where nobody knows.
 */
export default class extends BaseSchema {
  override async up() {
    this.schema.raw(`
      CREATE TABLE usage_reservations (
        generation_id TEXT NOT NULL,
        attempt INTEGER NOT NULL,
        user_id TEXT NOT NULL,
        kind TEXT NOT NULL,
        chat_id TEXT,
        provider TEXT NOT NULL,
        model_id TEXT NOT NULL,
        model TEXT NOT NULL,
        key_id TEXT,
        billed_to TEXT NOT NULL,
        input_tokens INTEGER NOT NULL,
        reserved_nano INTEGER NOT NULL,
        upstream_id TEXT,
        sent_at INTEGER NOT NULL,
        PRIMARY KEY (generation_id, attempt)
      ) WITHOUT ROWID`)
    this.schema.raw(`
      CREATE TABLE usage_events (
        id TEXT NOT NULL PRIMARY KEY,
        user_id TEXT NOT NULL,
        kind TEXT NOT NULL,
        chat_id TEXT,
        generation_id TEXT NOT NULL,
        attempt INTEGER NOT NULL,
        provider TEXT NOT NULL,
        model TEXT NOT NULL,
        key_id TEXT,
        billed_to TEXT NOT NULL,
        upstream_id TEXT,
        ending TEXT NOT NULL,
        input_tokens INTEGER,
        output_tokens INTEGER,
        cached_tokens INTEGER,
        reasoning_tokens INTEGER,
        cost_nano INTEGER,
        is_estimate INTEGER NOT NULL,
        first_token_ms INTEGER,
        latency_ms INTEGER,
        sent_at INTEGER NOT NULL,
        created_at INTEGER NOT NULL,
        updated_at INTEGER NOT NULL,
        forwarded_at INTEGER,
        UNIQUE (generation_id, attempt)
      )`)
    this.schema.raw('CREATE INDEX usage_events_by_user ON usage_events (user_id, sent_at)')
    // Holds all that the daily limit asks for, so that its sum never reads the table.
    this.schema.raw(
      'CREATE INDEX usage_events_by_payer ON usage_events (billed_to, sent_at, user_id, cost_nano)'
    )
    /** Costs to be asked for afterwards; a row leaves when it is known or has been given up. */
    this.schema.raw(`
      CREATE TABLE cost_look_ups (
        usage_event_id TEXT NOT NULL PRIMARY KEY,
        tries INTEGER NOT NULL,
        due_at INTEGER NOT NULL,
        give_up_at INTEGER NOT NULL
      ) WITHOUT ROWID`)
    this.schema.raw('CREATE INDEX cost_look_ups_by_time ON cost_look_ups (due_at)')
  }

  override async down() {
    this.schema.dropTable('cost_look_ups')
    this.schema.dropTable('usage_events')
    this.schema.dropTable('usage_reservations')
  }
}
