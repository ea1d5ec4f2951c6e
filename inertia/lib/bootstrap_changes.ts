const changes = new EventTarget()
const CHANGED = 'changed'

/** Something that `GET /bootstrap` tells has changed by what was done here: keys, and with them models. */
export function announceBootstrapChange(): void {
  changes.dispatchEvent(new Event(CHANGED))
}

/** Calls back on every change until the returned function is called. */
export function onBootstrapChange(listener: () => void): () => void {
  changes.addEventListener(CHANGED, listener)
  return () => changes.removeEventListener(CHANGED, listener)
}
