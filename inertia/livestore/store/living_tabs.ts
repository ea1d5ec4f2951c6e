const lockName = (tabId: string) => `loft:tab:${tabId}`

/** Says that this tab lives, until it is gone or `signal` ends it. Resolves when every other tab can see it. */
export function live(tabId: string, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    void navigator.locks.request(lockName(tabId), () => {
      resolve()
      return new Promise<void>((ended) => signal.addEventListener('abort', () => ended()))
    })
  })
}

/** Which tabs live: what a living tab has kept, it will commit itself. */
export async function livingTabs(): Promise<{ has: (tabId: string) => boolean }> {
  const { held = [] } = await navigator.locks.query()
  const names = new Set(held.map(({ name }) => name))
  return { has: (tabId) => names.has(lockName(tabId)) }
}
