import { BaseSchema } from '@adonisjs/lucid/schema'

/** Uploads that browsers send to the bucket by themselves, and the id that the bucket gave them. */
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
  }

  override async down() {
    this.schema.dropTable('direct_uploads')
  }
}
