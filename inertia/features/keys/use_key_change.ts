import { router } from '@inertiajs/react'
import { useState } from 'react'
import type { KeyAnswer } from '~/features/keys/key_requests'
import { announceBootstrapChange } from '~/lib/bootstrap_changes'

/** Runs one change at a time; afterwards the page and the models everywhere else are asked for anew. */
export function useKeyChange() {
  const [isBusy, setIsBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)

  const change = async <T>(request: () => Promise<KeyAnswer<T>>): Promise<T | null> => {
    setIsBusy(true)
    setProblem(null)
    const answer = await request()
    if (answer.type === 'unreachable') {
      // Asking for the page would put "unreachable" in its place, and what was typed would be gone.
      setIsBusy(false)
      setProblem(answer.message)
      return null
    }
    // A refused check may have changed what the page shows: the key is marked rejected.
    router.reload({ only: ['keys', 'localServers'], onFinish: () => setIsBusy(false) })
    announceBootstrapChange()
    if (answer.type === 'done') return answer.body
    setProblem(answer.message)
    return null
  }
  return { isBusy, problem, change, clear: () => setProblem(null) }
}
