import { BaseSchema } from '@adonisjs/lucid/schema'

/**
 * `direct_uploads`: what browsers send to the bucket by themselves, and the id that the bucket gave it. `orphaned_objects`: bytes
 * whose last row went, until they are gone too.
 */
export default class extends BaseSchema {
  override async up() {
    this.schema.raw(`
      CREATE TABLE direct_uploads (
        user_id TEXT NOT NULL,
        file_id TEXT NOT NULL,
        upload_id TEXT NOT NULL,
        file_size INTEGER NOT NULL,
        created_at INTEGER NOT NULL,
        PRIMARY KEY (user_id, file_id)
      ) WITHOUT ROWID`)
    this.schema.raw(`
      CREATE TABLE orphaned_objects (
        user_id TEXT NOT NULL,
        storage_path TEXT NOT NULL,
        PRIMARY KEY (user_id, storage_path)
      ) WITHOUT ROWID`)
  }

  override async down() {
    this.schema.dropTable('orphaned_objects')
    this.schema.dropTable('direct_uploads')
  }
}
