import { args, flags } from '@adonisjs/core/ace'
import { UserCommand } from './_user_command.js'

export default class UserCreate extends UserCommand {
  static override commandName = 'user:create'
  static override description = 'Make an account, also where sign-up is closed'
  static override help = ['Prints a link to choose a password, unless --password is given.']

  @args.string({ description: 'E-mail address' })
  declare email: string

  @flags.string({ description: 'Name' })
  declare name?: string

  @flags.boolean({ description: 'Make an operator' })
  declare operator?: boolean

  @flags.boolean({ description: 'Type the password, or pipe it in, instead of making a link' })
  declare password?: boolean

  override async run(): Promise<void> {
    await this.carryOut({
      command: 'create',
      email: this.email,
      username: this.name ?? null,
      isOperator: this.operator ?? false,
      password: this.password ? await this.readPassword() : null,
    })
  }
}
