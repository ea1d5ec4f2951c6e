import { BaseCommand } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'
import type { OperatorAnswer, OperatorRequest } from '#identity/operator/operator_request'

/** (Ace reads no file with this prefix as a command.) What the user commands share: the running server carries them out, or this process when there is none. */
export abstract class UserCommand extends BaseCommand {
  static override options: CommandOptions = { startApp: true }

  protected async carryOut(request: OperatorRequest): Promise<void> {
    const answer = await this.#ask(request)
    if (answer.type === 'done') {
      for (const line of answer.lines) this.logger.log(line)
      return
    }
    this.logger.error(answer.sentence)
    this.exitCode = 1
  }

  async #ask(request: OperatorRequest): Promise<OperatorAnswer> {
    const { askServer } = await import('#identity/operator/ask_server')
    const { ServerLock } = await import('#sync/server_lock')
    const { dataDirectory } = this.app.config.get<{ dataDirectory: string }>('app')
    const lock = ServerLock.tryTake(dataDirectory)
    if (!lock) {
      const answer = await askServer(dataDirectory, request)
      const sentence =
        'A Loft server uses this data folder but did not answer. Try again in a moment, or stop it first.'
      return answer ?? { type: 'refused', sentence }
    }
    try {
      const { OperatorCommands } = await import('#identity/operator/operator_commands')
      const { migrate } = await import('#core/sqlite/migrate')
      const { container } = this.app
      const database = await container.make('lucid.db')
      await migrate(this.app, database, await container.make('logger'), 'main')
      return await (await container.make(OperatorCommands)).handle(request)
    } finally {
      lock.release()
    }
  }

  /** Typed at the terminal, or the first line of what is piped in: never an argument, which others could read. */
  protected async readPassword(): Promise<string> {
    if (process.stdin.isTTY) return this.prompt.secure('Password')
    let text = ''
    for await (const part of process.stdin) {
      text += String(part)
      if (text.includes('\n')) break
    }
    return text.split('\n', 1)[0]!.replace(/\r$/, '')
  }
}
