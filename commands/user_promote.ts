import { args, flags } from '@adonisjs/core/ace'
import { UserCommand } from './_user_command.js'

export default class UserPromote extends UserCommand {
  static override commandName = 'user:promote'
  static override description = 'Make an account an operator of this Loft'

  @args.string({ description: 'E-mail address of the account' })
  declare email: string

  @flags.boolean({ description: 'Take it back' })
  declare undo?: boolean

  override async run(): Promise<void> {
    await this.carryOut({ command: 'promote', email: this.email, isOperator: !this.undo })
  }
}
