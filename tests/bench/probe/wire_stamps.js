/**
 * Loaded into the server under measurement: notes when a frame, request or chunk that carries a time stamp passes the edges of
 * the process. Production code runs unchanged; only the libraries at its edges are wrapped.
 *
 * A question carries `sent@<time>`, put there when the client sent it; a chunk of an answer is ` <time>`, put there when the
 * upstream sent it. Both are Unix milliseconds of this machine's clock. `inside` counts from the edge of this process; `whole`
 * counts from the stamp, so it holds what the bytes waited for in the sender and before an event loop that was busy.
 */
import { ClientRequest, IncomingMessage } from 'node:http'
import { WebSocket } from 'ws'

const QUESTION = /sent@(\d{13}\.\d{3})/
const CHUNK = / (\d{13}\.\d{3})/g

const pushed = new Map()
const arrived = new Map()
let stamps = empty()

function empty() {
  return { push: { inside: [], whole: [] }, chunk: { inside: [], whole: [] } }
}

globalThis.loftTakeStamps = () => {
  const taken = stamps
  stamps = empty()
  return taken
}

function note(kind, since, stamp) {
  const now = performance.now()
  stamps[kind].inside.push(now - since)
  stamps[kind].whole.push(performance.timeOrigin + now - Number(stamp))
}

const emitOfSocket = WebSocket.prototype.emit
WebSocket.prototype.emit = function (event, data, ...rest) {
  if (event === 'message') {
    const now = performance.now()
    const text = data.toString('latin1')
    const stamp = text.startsWith('{"type":"push"') && QUESTION.exec(text)?.[1]
    if (stamp) pushed.set(stamp, now)
  }
  return emitOfSocket.call(this, event, data, ...rest)
}

const endOfRequest = ClientRequest.prototype.end
ClientRequest.prototype.end = function (body, ...rest) {
  const stamp = typeof body === 'string' && QUESTION.exec(body)?.[1]
  const since = stamp && pushed.get(stamp)
  if (since !== undefined && since !== false) {
    pushed.delete(stamp)
    // "finish": the last byte was handed to the operating system, connecting included.
    this.once('finish', () => note('push', since, stamp))
  }
  return endOfRequest.call(this, body, ...rest)
}

const emitOfResponse = IncomingMessage.prototype.emit
IncomingMessage.prototype.emit = function (event, chunk, ...rest) {
  // Only what a client of ours receives has a request.
  if (event === 'data' && this.req) {
    const now = performance.now()
    for (const [, stamp] of chunk.toString('latin1').matchAll(CHUNK)) arrived.set(stamp, now)
  }
  return emitOfResponse.call(this, event, chunk, ...rest)
}

const sendOfSocket = WebSocket.prototype.send
WebSocket.prototype.send = function (data, ...rest) {
  const result = sendOfSocket.call(this, data, ...rest)
  if (typeof data === 'string' && data.startsWith('{"type":"delta"')) {
    for (const [, stamp] of data.matchAll(CHUNK)) {
      const since = arrived.get(stamp)
      if (arrived.delete(stamp)) note('chunk', since, stamp)
    }
  }
  return result
}
