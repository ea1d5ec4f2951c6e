import { createConnection } from 'node:net'
import { operatorSocketPath } from '#identity/operator/operator_socket_path'
import type { OperatorAnswer, OperatorRequest } from '#identity/operator/operator_request'

const PATIENCE = 30_000

/** Has the running server carry out a command. Null when it does not answer. */
export function askServer(
  dataDirectory: string,
  request: OperatorRequest
): Promise<OperatorAnswer | null> {
  return new Promise((resolve) => {
    let text = ''
    const socket = createConnection(operatorSocketPath(dataDirectory))
    socket.setEncoding('utf8')
    socket.setTimeout(PATIENCE, () => socket.destroy())
    socket.on('connect', () => socket.end(JSON.stringify(request)))
    socket.on('data', (part) => (text += String(part)))
    socket.on('error', () => socket.destroy())
    socket.on('close', () => resolve(readAnswer(text)))
  })
}

function readAnswer(text: string): OperatorAnswer | null {
  try {
    return JSON.parse(text) as OperatorAnswer
  } catch {
    return null
  }
}
