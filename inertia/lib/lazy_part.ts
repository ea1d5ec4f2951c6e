import { useSyncExternalStore } from 'react'

export interface LazyPart<Part> {
  /** The part, or null until it has come. Wanting it once loads it for all. */
  use(isWanted: boolean): Part | null
  load(): void
}

/** A part of the program that most pages do without. Without a connection whoever wants it next asks again. */
export function lazyPart<Part>(fetchPart: () => Promise<Part>): LazyPart<Part> {
  let part: { value: Part } | null = null
  let isLoading = false
  const listeners = new Set<() => void>()
  const subscribe = (listener: () => void) => {
    listeners.add(listener)
    return () => void listeners.delete(listener)
  }

  const load = () => {
    if (part || isLoading) return
    isLoading = true
    fetchPart().then(
      (value) => {
        part = { value }
        for (const listener of listeners) listener()
      },
      () => void (isLoading = false)
    )
  }

  return {
    load,
    use(isWanted) {
      const current = useSyncExternalStore(subscribe, () => part)
      if (isWanted) load()
      return isWanted ? (current?.value ?? null) : null
    },
  }
}
