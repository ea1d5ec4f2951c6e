import { args, flags } from '@adonisjs/core/ace'
import { UserCommand } from './_user_command.js'

export default class UserResetPassword extends UserCommand {
  static override commandName = 'user:reset-password'
  static override description = 'Give somebody who forgot their password a new one'
  static override help = [
    'Prints a link to choose a password, unless --password is given.',
    'All devices of the account have to sign in again.',
  ]

  @args.string({ description: 'E-mail address of the account' })
  declare email: string

  @flags.boolean({ description: 'Type the password, or pipe it in, instead of making a link' })
  declare password?: boolean

  override async run(): Promise<void> {
    const password = this.password ? await this.readPassword() : null
    await this.carryOut({ command: 'reset-password', email: this.email, password })
  }
}
