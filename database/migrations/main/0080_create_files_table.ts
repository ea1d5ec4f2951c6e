import { BaseSchema } from '@adonisjs/lucid/schema'

/**
 * What people uploaded. The bytes lie in the drive under `storage_path`, once per person and content. `file_uses` says which
 * messages name a file: an edited question names the same one again.
 */
export default class extends BaseSchema {
  override async up() {
    this.schema.raw(`
      CREATE TABLE files (
        user_id TEXT NOT NULL,
        id TEXT NOT NULL,
        message_id TEXT,
        file_name TEXT NOT NULL,
        file_type TEXT NOT NULL,
        file_size INTEGER NOT NULL,
        sha256 TEXT,
        storage_path TEXT,
        status TEXT NOT NULL,
        processing_details TEXT,
        created_at INTEGER NOT NULL,
        updated_at INTEGER NOT NULL,
        PRIMARY KEY (user_id, id)
      )`)
    this.schema.raw(`
      CREATE TABLE file_uses (
        user_id TEXT NOT NULL,
        file_id TEXT NOT NULL,
        message_id TEXT NOT NULL,
        PRIMARY KEY (user_id, file_id, message_id)
      ) WITHOUT ROWID`)
    this.schema.raw('CREATE INDEX files_by_content ON files (user_id, storage_path)')
  }

  override async down() {
    this.schema.dropTable('file_uses')
    this.schema.dropTable('files')
  }
}
