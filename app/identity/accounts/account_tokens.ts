import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { MainDatabase } from '#core/database'
import { inject } from '@adonisjs/core'
import type BetterSqlite3 from 'better-sqlite3'

export type TokenKind = 'verification' | 'reset' | 'invitation'

export interface AccountToken {
  id: string
  userId: string | null
  email: string | null
}

export interface NewToken {
  kind: TokenKind
  userId: string | null
  email: string | null
  /** How long it works, in milliseconds. */
  lives: number
}

/** Whoever reads the database finds hashes only, which open nothing. */
const hashOf = (token: string) => createHash('sha256').update(token).digest('hex')

/** One-time links. Every method runs inside the caller's transaction, so that a link is used up together with its effect. */
@inject()
export class AccountTokens {
  constructor(private readonly database: MainDatabase) {}

  /** The newest link of a kind and person, or address, is the only one that works. Returns what goes into the address. */
  issue(sqlite: BetterSqlite3.Database, { kind, userId, email, lives }: NewToken): string {
    const token = randomBytes(32).toString('base64url')
    const now = Date.now()
    const [column, owner] = userId === null ? ['email', email] : ['user_id', userId]
    this.database
      .prepare(sqlite, `DELETE FROM account_tokens WHERE kind = ? AND ${column} = ?`)
      .run(kind, owner)
    this.database
      .prepare(
        sqlite,
        `INSERT INTO account_tokens (id, kind, token_hash, user_id, email, created_at, expires_at)
         VALUES (?, ?, ?, ?, ?, ?, ?)`
      )
      .run(randomUUID(), kind, hashOf(token), userId, email, now, now + lives)
    return token
  }

  /** Looks without using it up. */
  find(sqlite: BetterSqlite3.Database, kind: TokenKind, token: string): AccountToken | null {
    const row = this.database
      .prepare(
        sqlite,
        `SELECT id, user_id AS userId, email FROM account_tokens
         WHERE token_hash = ? AND kind = ? AND used_at IS NULL AND expires_at > ?`
      )
      .get(hashOf(token), kind, Date.now())
    return (row as AccountToken | undefined) ?? null
  }

  /** Null when it never was, is too old, or has been used. */
  use(sqlite: BetterSqlite3.Database, kind: TokenKind, token: string): AccountToken | null {
    const found = this.find(sqlite, kind, token)
    if (!found) return null
    this.database
      .prepare(sqlite, 'UPDATE account_tokens SET used_at = ? WHERE id = ?')
      .run(Date.now(), found.id)
    return found
  }

  /** Links that were sent before open nothing any more. */
  forget(sqlite: BetterSqlite3.Database, userId: string, kind: TokenKind): void {
    this.database
      .prepare(sqlite, 'DELETE FROM account_tokens WHERE user_id = ? AND kind = ?')
      .run(userId, kind)
  }

  /** Removes what no longer works. */
  sweep(sqlite: BetterSqlite3.Database): void {
    this.database.prepare(sqlite, 'DELETE FROM account_tokens WHERE expires_at < ?').run(Date.now())
  }
}
