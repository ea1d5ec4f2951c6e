import { ClientFrame } from '#shared/protocol/client_frames'
import { Either, Schema } from 'effect'

const decode = Schema.decodeUnknownEither(ClientFrame)

/** Null for anything that is not of the protocol. */
export function decodeFrame(text: string): ClientFrame | null {
  try {
    return Either.getOrNull(decode(JSON.parse(text)))
  } catch {
    return null
  }
}
