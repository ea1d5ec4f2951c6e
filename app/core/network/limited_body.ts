import type { IncomingMessage } from 'node:http'

/** The body as a web stream with backpressure; beyond `limit` bytes the connection is closed and the body fails. */
export function limitedBody(incoming: IncomingMessage, limit: number): ReadableStream<Uint8Array> {
  let received = 0
  // A reader may leave between the last byte and its `end`; a closed controller throws on everything.
  let isOpen = true
  return new ReadableStream<Uint8Array>({
    start(controller) {
      incoming.on('data', (data: Buffer) => {
        if (!isOpen) return
        received += data.length
        if (received > limit) {
          incoming.destroy(new Error(`The other side sent more than ${limit} bytes`))
          return
        }
        controller.enqueue(data)
        if ((controller.desiredSize ?? 0) <= 0) incoming.pause()
      })
      incoming.once('end', () => {
        if (isOpen) controller.close()
        isOpen = false
      })
      incoming.on('error', (error) => {
        if (isOpen) controller.error(error)
        isOpen = false
      })
      incoming.pause()
    },
    pull() {
      incoming.resume()
    },
    cancel() {
      isOpen = false
      incoming.destroy()
    },
  })
}
