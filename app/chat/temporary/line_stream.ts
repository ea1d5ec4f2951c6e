import { Readable } from 'node:stream'
import type { TemporaryLine } from '#shared/protocol/temporary_chat'

/** A reader that is gone is noticed only by writing to it; proxies close what is silent. */
const SIGN_OF_LIFE_MS = 10_000

/** Lines as the body of a response: one JSON object each, and an empty line while a model thinks. */
export function lineStream(lines: AsyncGenerator<TemporaryLine>): Readable {
  let timer: NodeJS.Timeout | undefined
  const body = new Readable({
    read() {
      timer ??= setInterval(() => body.push('\n'), SIGN_OF_LIFE_MS)
      lines.next().then(
        ({ done, value }) => {
          if (body.destroyed) return
          if (done) return body.push(null)
          body.push(`${JSON.stringify(value)}\n`)
        },
        (error: Error) => body.destroy(error)
      )
    },
    destroy(error, callback) {
      clearInterval(timer)
      callback(error)
    },
  })
  // Waits for the piece under way, which the abort of its signal ends.
  body.once('close', () => void lines.return(undefined).catch(() => undefined))
  body.once('end', () => clearInterval(timer))
  return body
}
