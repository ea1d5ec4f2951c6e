import { useEffect, useState } from 'react'
import { chatGroups, type ChatGroup } from '../chat_groups'

/** The groups of today; new ones when the day changes while Loft is open. */
export function useToday(): readonly ChatGroup[] {
  const [groups, setGroups] = useState(chatGroups)
  useEffect(() => {
    const look = () =>
      setGroups((known) => {
        const now = chatGroups()
        return now[0]?.since === known[0]?.since ? known : now
      })
    const timer = setInterval(look, 60_000)
    document.addEventListener('visibilitychange', look)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', look)
    }
  }, [])
  return groups
}
