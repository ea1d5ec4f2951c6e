import { useCallback, useEffect, useState } from 'react'
import { CannotHave, type WhyNot } from '~/lib/documents/fetch_document'

export type Loaded<T> =
  | { type: 'loading' }
  | { type: 'loaded'; value: T }
  | { type: 'failed'; why: WhyNot | 'unreadable' }

/** Loads again when `load` changes, when asked to, and when a lost connection is back. `dispose` is told what is not shown any more. */
export function useLoaded<T>(
  load: (signal: AbortSignal) => Promise<T>,
  dispose?: (value: T) => void
): { state: Loaded<T>; again: () => void } {
  const [state, setState] = useState<Loaded<T>>({ type: 'loading' })
  const [attempt, setAttempt] = useState(0)
  const again = useCallback(() => setAttempt((last) => last + 1), [])

  useEffect(() => {
    const leaving = new AbortController()
    let held: { value: T } | null = null
    setState({ type: 'loading' })
    load(leaving.signal).then(
      (value) => {
        if (leaving.signal.aborted) return dispose?.(value)
        held = { value }
        setState({ type: 'loaded', value })
      },
      (error: unknown) => {
        if (leaving.signal.aborted) return
        setState({ type: 'failed', why: error instanceof CannotHave ? error.why : 'unreadable' })
      }
    )
    return () => {
      leaving.abort()
      if (held) dispose?.(held.value)
    }
  }, [load, dispose, attempt])

  const isOffline = state.type === 'failed' && state.why === 'offline'
  useEffect(() => {
    if (!isOffline) return
    window.addEventListener('online', again)
    return () => window.removeEventListener('online', again)
  }, [isOffline, again])

  return { state, again }
}
