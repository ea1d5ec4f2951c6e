import { rmSync } from 'node:fs'
import { createServer, type Server, type Socket } from 'node:net'
import type { Logger } from '@adonisjs/core/logger'
import type { OperatorCommands } from '#identity/operator/operator_commands'
import { operatorSocketPath } from '#identity/operator/operator_socket_path'
import type { OperatorAnswer, OperatorRequest } from '#identity/operator/operator_request'

const LONGEST_REQUEST = 16_384

/**
 * Where console commands reach the server that runs on their data folder, because only the server writes the database. A Unix
 * socket in that folder: whoever may open it may open the database too, and no network leads there.
 */
export class OperatorSocket {
  #server: Server | undefined

  constructor(
    private readonly dataDirectory: string,
    private readonly commands: OperatorCommands,
    private readonly logger: Logger
  ) {}

  /** Without it Loft still runs, and its commands ask to stop it first. */
  async listen(): Promise<void> {
    const path = operatorSocketPath(this.dataDirectory)
    // This process holds the lock of the folder: a socket that is there was left behind.
    rmSync(path, { force: true })
    const server = createServer({ allowHalfOpen: true }, (socket) => this.#serve(socket))
    await new Promise<void>((resolve) => {
      server.once('error', (error) => {
        this.logger.warn({ err: error }, 'user commands cannot reach this server')
        resolve()
      })
      server.listen(path, resolve)
    })
    server.unref()
    this.#server = server
  }

  close(): void {
    this.#server?.close()
    this.#server = undefined
  }

  /** One request, ended by the peer; one answer, ended by us. */
  #serve(socket: Socket): void {
    let text = ''
    socket.setEncoding('utf8')
    socket.setTimeout(30_000, () => socket.destroy())
    socket.on('error', () => socket.destroy())
    socket.on('data', (part) => {
      text += String(part)
      if (text.length > LONGEST_REQUEST) socket.destroy()
    })
    socket.on(
      'end',
      () => void this.#answer(text).then((answer) => socket.end(JSON.stringify(answer)))
    )
  }

  async #answer(text: string): Promise<OperatorAnswer> {
    try {
      return await this.commands.handle(JSON.parse(text) as OperatorRequest)
    } catch (error) {
      this.logger.error({ err: error }, 'user command failed')
      return { type: 'refused', sentence: 'The server could not do it; its log says why.' }
    }
  }
}
