import { sessionDays } from '#config/session'
import { MainDatabase } from '#core/database'
import type { DeviceProps } from '#identity/account_props'
import { AccountMailer } from '#identity/account_mailer'
import { AccountTable } from '#identity/accounts/account_table'
import { usernameValidator } from '#identity/validators'
import { deviceName } from '#identity/sessions/device_name'
import { SessionTable, type SessionRow } from '#identity/sessions/session_table'
import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'

const DAY = 24 * 60 * 60 * 1000

@inject()
export default class AccountController {
  constructor(
    private readonly database: MainDatabase,
    private readonly sessions: SessionTable,
    private readonly table: AccountTable,
    private readonly mailer: AccountMailer
  ) {}

  async show({ auth, inertia, session }: HttpContext) {
    const user = auth.use('web').getUserOrFail()
    const rows = await this.database.run((sqlite) => this.sessions.of(sqlite, user.id))
    const devices = rows
      .map((row) => toDevice(row, session.sessionId))
      .sort((a, b) => Number(b.isThis) - Number(a.isThis) || b.lastSeenAt - a.lastSeenAt)
    return inertia.render('settings/account', {
      account: {
        isGuest: user.isGuest,
        username: user.username,
        email: user.email,
        pendingEmail: user.pendingEmail,
        isOperator: user.isOperator,
      },
      devices,
      sendsMail: this.mailer.isOn,
    })
  }

  async rename({ auth, request, response }: HttpContext) {
    const { username = null } = await request.validateUsing(usernameValidator)
    const { id } = auth.use('web').getUserOrFail()
    await this.database.run((sqlite) => this.table.setUsername(sqlite, id, username))
    return response.noContent()
  }
}

/** Sessions roll: when one ends says when it was used last. */
function toDevice({ sessionId, hash, userAgent, signedInAt, expiresAt }: SessionRow, own: string) {
  return {
    id: hash,
    name: deviceName(userAgent),
    signedInAt,
    lastSeenAt: Math.min(Date.now(), expiresAt - sessionDays * DAY),
    isThis: sessionId === own,
  } satisfies DeviceProps
}
