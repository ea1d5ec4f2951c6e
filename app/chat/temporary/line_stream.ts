import { Readable } from 'node:stream'
import type { TemporaryLine } from '#shared/protocol/temporary_chat'

interface Pace {
  /** A reader that is gone is noticed only by writing to it; proxies close what is silent. */
  signOfLife: number
  /** A reader that takes nothing of what lies ready for so long is taken for gone. */
  stall: number
}

/** Lines as the body of a response: one JSON object each, and an empty line while a model thinks. Times are milliseconds. */
export function lineStream(lines: AsyncGenerator<TemporaryLine>, pace: Pace): Readable {
  let timer: NodeJS.Timeout | undefined
  let askedAt = 0
  const beat = () => {
    const isWaiting = body.readableLength > 0
    if (!isWaiting) body.push('\n')
    else if (performance.now() - askedAt > pace.stall) {
      body.destroy(new Error('The reader took nothing for too long'))
    }
  }
  const body = new Readable({
    read() {
      askedAt = performance.now()
      timer ??= setInterval(beat, pace.signOfLife)
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
