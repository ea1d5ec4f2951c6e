import type { DocumentPassages } from '#shared/protocol/passages'
import { TookTooLong, withPatience } from '~/lib/with_patience'

/** A larger file is not opened beside a chat: the tab would hold it several times over. Bytes. */
export const MOST_SHOWN_BYTES = 80_000_000
/** Milliseconds without a byte after which a connection counts as dead. */
const PATIENCE = 20_000

/** Why something of a document is not here. */
export type WhyNot = 'offline' | 'gone' | 'changed' | 'too_large' | 'slow' | 'failed'

export class CannotHave extends Error {
  readonly name = 'CannotHave'

  constructor(
    readonly why: WhyNot,
    options?: ErrorOptions
  ) {
    super(`Not to be had: ${why}`, options)
  }
}

/** @throws CannotHave */
export async function fetchFile(documentId: string, signal: AbortSignal): Promise<Uint8Array> {
  return told(async () => {
    const response = await answered(`/files/${encodeURIComponent(documentId)}`, signal)
    const size = Number(response.headers.get('content-length') ?? 0)
    if (size > MOST_SHOWN_BYTES) throw new CannotHave('too_large')
    const pieces: Uint8Array[] = []
    let received = 0
    const reader = response.body!.getReader()
    for (;;) {
      const { done, value } = await withPatience(reader.read(), PATIENCE)
      if (done) break
      pieces.push(value)
      received += value.length
      if (received > MOST_SHOWN_BYTES) throw new CannotHave('too_large')
    }
    const bytes = new Uint8Array(received)
    let at = 0
    for (const piece of pieces) {
      bytes.set(piece, at)
      at += piece.length
    }
    return bytes
  })
}

/** @throws CannotHave */
export async function fetchPassages(
  documentId: string,
  from: number,
  count: number,
  signal: AbortSignal
): Promise<DocumentPassages> {
  return told(async () => {
    const address = `/documents/${encodeURIComponent(documentId)}/passages?from=${from}&count=${count}`
    const response = await answered(address, signal)
    return withPatience(response.json() as Promise<DocumentPassages>, PATIENCE)
  })
}

async function answered(address: string, signal: AbortSignal): Promise<Response> {
  const request = fetch(address, { signal, headers: { accept: 'application/json' } })
  const response = await withPatience(request, PATIENCE)
  if (response.status === 404 || response.status === 410) throw new CannotHave('gone')
  // Signed out, the server leads to a page, which is no document.
  if (!response.ok || response.redirected) throw new CannotHave('failed')
  return response
}

async function told<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (cause) {
    if (cause instanceof CannotHave) throw cause
    const why = !navigator.onLine ? 'offline' : cause instanceof TookTooLong ? 'slow' : 'failed'
    throw new CannotHave(why, { cause })
  }
}
