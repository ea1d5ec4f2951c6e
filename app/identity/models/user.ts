import { BaseModel, column } from '@adonisjs/lucid/orm'
import type { DateTime } from 'luxon'

export default class User extends BaseModel {
  static override selfAssignPrimaryKey = true

  @column({ isPrimary: true })
  declare id: string

  @column()
  declare email: string | null

  @column()
  declare username: string | null

  /** An address whose mailbox has not confirmed it yet. It signs nobody in. */
  @column()
  declare pendingEmail: string | null

  @column({ serializeAs: null })
  declare passwordHash: string | null

  @column({ consume: Boolean })
  declare isGuest: boolean

  /** May run this Loft: see `node ace user:promote`. */
  @column({ consume: Boolean })
  declare isOperator: boolean

  @column.dateTime()
  declare suspendedAt: DateTime | null

  @column.dateTime({ autoCreate: true })
  declare createdAt: DateTime

  @column.dateTime({ autoCreate: true, autoUpdate: true })
  declare updatedAt: DateTime
}
