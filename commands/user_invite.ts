import { args } from '@adonisjs/core/ace'
import { UserCommand } from './_user_command.js'

export default class UserInvite extends UserCommand {
  static override commandName = 'user:invite'
  static override description = 'Make a link with which one account can be made'
  static override help = [
    'With an address the account gets that one; it is sent there if Loft sends mail.',
  ]

  @args.string({ description: 'E-mail address', required: false })
  declare email?: string

  override async run(): Promise<void> {
    await this.carryOut({ command: 'invite', email: this.email ?? null })
  }
}
