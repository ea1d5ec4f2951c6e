import { BaseSchema } from '@adonisjs/lucid/schema'

/**
 * What the events of a log amount to. Columns are those of app/shared/tables/tables.ts with `user_id` in front of every key;
 * a test holds the two together. `projection_rebuilds` has a row for a log whose tables are being rebuilt.
 */
export default class extends BaseSchema {
  override async up() {
    this.schema.raw(`
      CREATE TABLE chats (
        user_id TEXT NOT NULL,
        id TEXT NOT NULL,
        title TEXT,
        title_by TEXT,
        pinned_at INTEGER,
        archived_at INTEGER,
        project_id TEXT,
        room_id TEXT,
        model TEXT,
        settings TEXT,
        metadata TEXT,
        last_message_at INTEGER NOT NULL,
        created_at INTEGER NOT NULL,
        updated_at INTEGER NOT NULL,
        deleted_at INTEGER,
        PRIMARY KEY (user_id, id)
      )`)
    this.schema.raw('CREATE INDEX chats_by_time ON chats (user_id, last_message_at)')
    this.schema.raw(`
      CREATE TABLE messages (
        user_id TEXT NOT NULL,
        id TEXT NOT NULL,
        chat_id TEXT NOT NULL,
        parent_message_id TEXT,
        role TEXT NOT NULL,
        status TEXT NOT NULL,
        content TEXT NOT NULL,
        metadata TEXT,
        model TEXT,
        error_code TEXT,
        input_tokens INTEGER,
        output_tokens INTEGER,
        cost_nano INTEGER,
        author_id TEXT,
        attachments TEXT,
        excluded_from_context INTEGER NOT NULL,
        stop_requested_at INTEGER,
        created_at INTEGER NOT NULL,
        updated_at INTEGER NOT NULL,
        deleted_at INTEGER,
        PRIMARY KEY (user_id, id)
      )`)
    this.schema.raw('CREATE INDEX messages_by_chat ON messages (user_id, chat_id)')
    this.schema.raw(`
      CREATE TABLE branch_selections (
        user_id TEXT NOT NULL,
        chat_id TEXT NOT NULL,
        parent_id TEXT NOT NULL,
        child_id TEXT NOT NULL,
        selected_at INTEGER NOT NULL,
        PRIMARY KEY (user_id, chat_id, parent_id)
      ) WITHOUT ROWID`)
    this.schema.raw(`
      CREATE TABLE applied_events (
        user_id TEXT NOT NULL,
        event_id TEXT NOT NULL,
        PRIMARY KEY (user_id, event_id)
      ) WITHOUT ROWID`)
    this.schema.raw(`
      CREATE TABLE refusals (
        user_id TEXT NOT NULL,
        id TEXT NOT NULL,
        refused_event_id TEXT NOT NULL,
        refused_name TEXT NOT NULL,
        reason TEXT NOT NULL,
        created_at INTEGER NOT NULL,
        PRIMARY KEY (user_id, id)
      )`)
    this.schema.raw('CREATE INDEX refusals_by_event ON refusals (user_id, refused_event_id)')
    this.schema.raw(`
      CREATE TABLE projection_rebuilds (
        user_id TEXT NOT NULL PRIMARY KEY
      )`)
  }

  override async down() {
    this.schema.dropTable('projection_rebuilds')
    this.schema.dropTable('refusals')
    this.schema.dropTable('applied_events')
    this.schema.dropTable('branch_selections')
    this.schema.dropTable('messages')
    this.schema.dropTable('chats')
  }
}
