import { randomUUID } from 'node:crypto'
import { MainDatabase } from '#core/database'
import { inject } from '@adonisjs/core'
import type BetterSqlite3 from 'better-sqlite3'

/** What accounts need of a row of `users`. */
export interface Account {
  id: string
  email: string | null
  pendingEmail: string | null
  username: string | null
  passwordHash: string | null
  isGuest: boolean
  isSuspended: boolean
  isOperator: boolean
}

/** What a person has to sign in with. At most one of the addresses is set. */
export interface Credentials {
  email: string | null
  pendingEmail: string | null
  passwordHash: string | null
  username: string | null
  /** When the mailbox, or the operator for it, said that the address is theirs. */
  emailVerifiedAt: number | null
}

/** As Lucid writes them. */
const now = () => new Date().toISOString().replace('T', ' ').slice(0, 19)

const COLUMNS = `id, email, pending_email AS pendingEmail, username, password_hash AS passwordHash,
  is_guest AS isGuest, suspended_at IS NOT NULL AS isSuspended, is_operator AS isOperator`

/** Accounts in `users`. Its methods run inside the caller's transaction. */
@inject()
export class AccountTable {
  constructor(readonly database: MainDatabase) {}

  byId(sqlite: BetterSqlite3.Database, id: string): Account | null {
    return this.#read(sqlite, 'id = ?', id)
  }

  /** By the address that signs in, already normalised. */
  byEmail(sqlite: BetterSqlite3.Database, email: string): Account | null {
    return this.#read(sqlite, 'email = ?', email)
  }

  /** @throws SQLITE_CONSTRAINT_UNIQUE when another account has the address. */
  create(sqlite: BetterSqlite3.Database, credentials: Credentials): string {
    const id = randomUUID()
    this.database
      .prepare(
        sqlite,
        `INSERT INTO users (id, is_guest, is_beta_user, is_paying_user, created_at, updated_at)
         VALUES (?, 0, 0, 0, ?, ?)`
      )
      .run(id, now(), now())
    this.#setCredentials(sqlite, id, credentials)
    return id
  }

  /**
   * The guest becomes an account: the row stays, and with it everything that hangs on its id. False when it is no guest any more.
   *
   * @throws SQLITE_CONSTRAINT_UNIQUE when another account has the address.
   */
  claimGuest(sqlite: BetterSqlite3.Database, id: string, credentials: Credentials): boolean {
    const claim = this.database.prepare(
      sqlite,
      'UPDATE users SET is_guest = 0 WHERE id = ? AND is_guest = 1'
    )
    if (claim.run(id).changes === 0) return false
    this.#setCredentials(sqlite, id, credentials)
    return true
  }

  setPassword(sqlite: BetterSqlite3.Database, id: string, passwordHash: string): void {
    this.#update(sqlite, id, 'password_hash = ?', passwordHash)
  }

  setUsername(sqlite: BetterSqlite3.Database, id: string, username: string | null): void {
    this.#update(sqlite, id, 'username = ?', username)
  }

  /** The address waits for its mailbox to confirm it; the one before goes on signing in. */
  setPendingEmail(sqlite: BetterSqlite3.Database, id: string, email: string): void {
    this.#update(sqlite, id, 'pending_email = ?', email)
  }

  /** @throws SQLITE_CONSTRAINT_UNIQUE when another account has the address. */
  setEmail(sqlite: BetterSqlite3.Database, id: string, email: string, verifiedAt: number | null) {
    this.#update(
      sqlite,
      id,
      'pending_email = NULL, email_verified_at = ?, email = ?',
      verifiedAt,
      email
    )
  }

  setOperator(sqlite: BetterSqlite3.Database, id: string, isOperator: boolean): void {
    this.#update(sqlite, id, 'is_operator = ?', Number(isOperator))
  }

  #setCredentials(sqlite: BetterSqlite3.Database, id: string, credentials: Credentials): void {
    const { email, pendingEmail, passwordHash, username, emailVerifiedAt } = credentials
    this.#update(
      sqlite,
      id,
      `email = ?, pending_email = ?, password_hash = ?, email_verified_at = ?,
       username = coalesce(?, username)`,
      ...[email, pendingEmail, passwordHash, emailVerifiedAt, username]
    )
  }

  #update(
    sqlite: BetterSqlite3.Database,
    id: string,
    sets: string,
    ...values: BetterSqlite3.Value[]
  ): void {
    this.database
      .prepare(sqlite, `UPDATE users SET ${sets}, updated_at = ? WHERE id = ?`)
      .run(...values, now(), id)
  }

  #read(sqlite: BetterSqlite3.Database, where: string, value: string): Account | null {
    const row = this.database
      .prepare(sqlite, `SELECT ${COLUMNS} FROM users WHERE ${where}`)
      .get(value) as (Omit<Account, Flag> & Record<Flag, number>) | undefined
    if (!row) return null
    const { isGuest, isSuspended, isOperator } = row
    return {
      ...row,
      isGuest: Boolean(isGuest),
      isSuspended: Boolean(isSuspended),
      isOperator: Boolean(isOperator),
    }
  }
}

type Flag = 'isGuest' | 'isSuspended' | 'isOperator'

/** Another account has the address. */
export const isTaken = (error: unknown): boolean =>
  (error as { code?: string } | null)?.code === 'SQLITE_CONSTRAINT_UNIQUE'
