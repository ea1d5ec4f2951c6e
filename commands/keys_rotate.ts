import { BaseCommand } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'

export default class KeysRotate extends BaseCommand {
  static override commandName = 'keys:rotate'
  static override description = 'Encrypt the stored provider keys with a new KEYS_ENCRYPTION_KEY'
  static override help = [
    'Stop the server, move KEYS_ENCRYPTION_KEY to KEYS_ENCRYPTION_KEY_OLD, put a new one in its place, run this.',
    'Afterwards remove KEYS_ENCRYPTION_KEY_OLD. Exit code 1 means that some keys could not be read; they are kept.',
  ]
  static override options: CommandOptions = { startApp: true }

  override async run(): Promise<void> {
    const { RotateKeys } = await import('#ai/keys/actions/rotate_keys')
    const { ServerLock } = await import('#sync/server_lock')
    const { dataDirectory } = this.app.config.get<{ dataDirectory: string }>('app')

    const lock = ServerLock.tryTake(dataDirectory)
    if (!lock) {
      this.logger.error('The server is running on this data folder. Stop it, then rotate.')
      this.exitCode = 1
      return
    }
    try {
      const rotateKeys = await this.app.container.make(RotateKeys)
      const { rotated, current, unreadable } = await rotateKeys.handle()
      this.logger.success(`Encrypted ${rotated} key(s) anew; ${current} already were`)
      if (unreadable.length === 0) return
      this.logger.error(
        `${unreadable.length} key(s) open with neither KEYS_ENCRYPTION_KEY nor KEYS_ENCRYPTION_KEY_OLD; their owners must enter them again: ${unreadable.join(', ')}`
      )
      this.exitCode = 1
    } finally {
      lock.release()
    }
  }
}
