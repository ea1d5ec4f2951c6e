import { BaseSchema } from '@adonisjs/lucid/schema'

/** Projections of documents and projects; columns as in app/shared/tables/tables.ts, with `user_id` in front. */
export default class extends BaseSchema {
  override async up() {
    this.schema.raw('ALTER TABLE messages ADD COLUMN documents TEXT')
    this.schema.raw(`
      CREATE TABLE documents (
        user_id TEXT NOT NULL,
        id TEXT NOT NULL,
        name TEXT NOT NULL,
        media_type TEXT NOT NULL,
        size INTEGER NOT NULL,
        status TEXT NOT NULL,
        error_code TEXT,
        is_retryable INTEGER,
        pages INTEGER,
        passages INTEGER,
        tokens INTEGER,
        embedding_model TEXT,
        project_id TEXT,
        chat_id TEXT,
        created_at INTEGER NOT NULL,
        updated_at INTEGER NOT NULL,
        deleted_at INTEGER,
        PRIMARY KEY (user_id, id)
      )`)
    this.schema.raw('CREATE INDEX documents_by_project ON documents (user_id, project_id)')
    this.schema.raw('CREATE INDEX documents_by_chat ON documents (user_id, chat_id)')
    this.schema.raw(`
      CREATE TABLE projects (
        user_id TEXT NOT NULL,
        id TEXT NOT NULL,
        name TEXT NOT NULL,
        instructions TEXT NOT NULL,
        model TEXT,
        created_at INTEGER NOT NULL,
        updated_at INTEGER NOT NULL,
        deleted_at INTEGER,
        PRIMARY KEY (user_id, id)
      )`)
  }

  override async down() {
    this.schema.dropTable('projects')
    this.schema.dropTable('documents')
    this.schema.raw('ALTER TABLE messages DROP COLUMN documents')
  }
}
