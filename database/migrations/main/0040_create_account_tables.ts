import { BaseSchema } from '@adonisjs/lucid/schema'

/** Local accounts: passwords, addresses that wait to be confirmed, one-time links, devices, and sessions that were revoked. */
export default class extends BaseSchema {
  override async up() {
    this.schema.raw('ALTER TABLE users ADD COLUMN password_hash TEXT')
    // Signs nobody in, and several people may claim the same: it becomes `email` when its mailbox confirms it.
    this.schema.raw('ALTER TABLE users ADD COLUMN pending_email TEXT')
    this.schema.raw('ALTER TABLE users ADD COLUMN email_verified_at INTEGER')
    this.schema.raw('ALTER TABLE users ADD COLUMN is_operator INTEGER NOT NULL DEFAULT 0')
    // The session store writes `data` and `expires_at` only, and leaves these alone.
    this.schema.raw('ALTER TABLE sessions ADD COLUMN user_agent TEXT')
    this.schema.raw('ALTER TABLE sessions ADD COLUMN signed_in_at INTEGER')
    this.schema.raw(`
      CREATE TABLE account_tokens (
        id TEXT PRIMARY KEY,
        kind TEXT NOT NULL,
        token_hash TEXT NOT NULL UNIQUE,
        user_id TEXT,
        email TEXT,
        created_at INTEGER NOT NULL,
        expires_at INTEGER NOT NULL,
        used_at INTEGER
      )`)
    this.schema.raw('CREATE INDEX account_tokens_user ON account_tokens (user_id, kind)')
    this.schema.raw(`
      CREATE TABLE revoked_sessions (
        session_hash TEXT PRIMARY KEY,
        user_id TEXT NOT NULL,
        revoked_at INTEGER NOT NULL
      ) WITHOUT ROWID`)
  }

  override async down() {
    this.schema.dropTable('revoked_sessions')
    this.schema.dropTable('account_tokens')
    this.schema.raw('ALTER TABLE sessions DROP COLUMN signed_in_at')
    this.schema.raw('ALTER TABLE sessions DROP COLUMN user_agent')
    for (const column of ['is_operator', 'email_verified_at', 'pending_email', 'password_hash']) {
      this.schema.raw(`ALTER TABLE users DROP COLUMN ${column}`)
    }
  }
}
