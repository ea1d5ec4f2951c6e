// A module, so that `self` is this file's own: not that of the pages.
// oxlint-disable-next-line unicorn/require-module-specifiers
export {}

declare const self: SharedWorkerGlobalScope

/** LiveStore's own shared worker behind an `import()`, for the reason that leader.worker.ts gives. */
const early: MessageEvent[] = []
self.onconnect = (event) => void early.push(event)

import('@livestore/adapter-web/shared-worker').then(
  // LiveStore's handler is the one in place from here on.
  () => early.forEach((event) => self.onconnect?.(event)),
  // The next page that starts gets a new one, which tries again.
  () => self.close()
)
