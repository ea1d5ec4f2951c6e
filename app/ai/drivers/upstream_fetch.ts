import { ModelError } from '#ai/model_error'
import type { AddressGuard } from '#core/network/address_guard'
import { createOutboundFetch } from '#core/network/outbound_fetch'

/** An answer is below a megabyte of text; its event stream is some thirty times that at the very most. */
const MAX_ANSWER_BYTES = 64_000_000
const MAX_ERROR_BYTES = 64_000

/**
 * A `fetch` for model providers.
 *
 * @param guard for addresses that a person typed; the operator's own may lead anywhere
 */
export function createUpstreamFetch(
  connectTimeoutMs: number,
  guard?: AddressGuard
): typeof globalThis.fetch {
  return createOutboundFetch({
    connectTimeoutMs,
    guard,
    maxBytes: MAX_ANSWER_BYTES,
    maxErrorBytes: MAX_ERROR_BYTES,
    timeoutError: () =>
      new ModelError('TIMEOUT', { detail: 'The provider did not accept the connection in time' }),
  })
}
