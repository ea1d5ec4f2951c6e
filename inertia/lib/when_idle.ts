/** Runs work when the page has nothing better to do, within `atMost` milliseconds; returns how to think better of it. */
export function whenIdle(work: () => void, atMost?: number): () => void {
  // Safari has no such callback.
  if (typeof requestIdleCallback !== 'function') {
    const timer = setTimeout(work, 200)
    return () => clearTimeout(timer)
  }
  const id = requestIdleCallback(() => work(), atMost === undefined ? {} : { timeout: atMost })
  return () => cancelIdleCallback(id)
}
