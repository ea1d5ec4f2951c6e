import { BaseSchema } from '@adonisjs/lucid/schema'

/** Projections of preferences, favourites and presets; columns as in app/shared/tables/tables.ts, with `user_id` in front. */
export default class extends BaseSchema {
  override async up() {
    this.schema.raw('ALTER TABLE messages ADD COLUMN cost_is_estimate INTEGER NOT NULL DEFAULT 0')
    this.schema.raw(`
      CREATE TABLE preferences (
        user_id TEXT NOT NULL,
        key TEXT NOT NULL,
        value TEXT NOT NULL,
        updated_at INTEGER NOT NULL,
        PRIMARY KEY (user_id, key)
      ) WITHOUT ROWID`)
    this.schema.raw(`
      CREATE TABLE favourite_models (
        user_id TEXT NOT NULL,
        model TEXT NOT NULL,
        is_favourite INTEGER NOT NULL,
        updated_at INTEGER NOT NULL,
        PRIMARY KEY (user_id, model)
      ) WITHOUT ROWID`)
    this.schema.raw(`
      CREATE TABLE presets (
        user_id TEXT NOT NULL,
        id TEXT NOT NULL,
        name TEXT NOT NULL,
        model TEXT,
        settings TEXT NOT NULL,
        created_at INTEGER NOT NULL,
        updated_at INTEGER NOT NULL,
        deleted_at INTEGER,
        PRIMARY KEY (user_id, id)
      )`)
  }

  override async down() {
    this.schema.dropTable('presets')
    this.schema.dropTable('favourite_models')
    this.schema.dropTable('preferences')
    this.schema.raw('ALTER TABLE messages DROP COLUMN cost_is_estimate')
  }
}
