import { useEffect, useRef, useState, type ReactNode } from 'react'
import { ReplaceDialog } from './components/replace_dialog'
import { readResident, type Resident } from './resident'

type IsSame = (resident: Resident) => boolean

interface Replacement {
  /** Whose chats are here; null when nobody's, and until that is known. */
  resident: Resident | null
  /** Resolves at once when nobody has to go, else with what the person answers. */
  ask: (
    isSame: IsSame
  ) => Promise<{ goesOn: boolean; resident: Resident | null; isLeaving: boolean }>
  dialog: ReactNode
}

/** Asks before anybody's chats are removed to make room for somebody else. */
export function useReplacement(action: string, canKeepGuest: boolean): Replacement {
  const [resident, setResident] = useState<Resident | null>(null)
  const [asked, setAsked] = useState<Resident | null>(null)
  const answer = useRef<(goesOn: boolean) => void>(() => {})
  useEffect(() => {
    readResident().then(setResident, () => setResident(null))
  }, [])

  const ask = async (isSame: IsSame) => {
    const current = await readResident().catch(() => null)
    if (current === null || isSame(current)) {
      return { goesOn: true, resident: current, isLeaving: false }
    }
    const goesOn = await new Promise<boolean>((resolve) => {
      answer.current = resolve
      setAsked(current)
    })
    setAsked(null)
    return { goesOn, resident: current, isLeaving: true }
  }
  const dialog = asked && (
    <ReplaceDialog
      resident={asked}
      action={action}
      canKeepGuest={canKeepGuest}
      onAnswer={(goesOn) => answer.current(goesOn)}
    />
  )
  return { resident, ask, dialog }
}
