/** How long after one tab's work the others wait, so that what it committed has reached them. */
const settleMs = 2_000

/**
 * Tabs that boot together find the same things undone. The first does its work at once, the others look again when it had time
 * to show: what two commit is twice in the log. Resolves when the work is done, or at once when another tab is at it.
 */
export function inTurn(name: string, work: () => Promise<void>): Promise<void> {
  return new Promise((resolve, reject) => {
    const run = async () => {
      await work().then(resolve, reject)
      await new Promise((settled) => setTimeout(settled, settleMs))
    }
    void navigator.locks.request(name, { ifAvailable: true }, async (lock) => {
      if (lock) return run()
      resolve()
      void navigator.locks.request(name, run)
    })
  })
}
