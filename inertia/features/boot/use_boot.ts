import { useCallback, useEffect, useRef, useState } from 'react'
import type { Bootstrap } from '#shared/protocol/bootstrap'
import { fetchBootstrap } from '~/lib/account_requests'
import { forgetPerson, readLocalBootstrap, storeBootstrap } from '~/lib/bootstrap_cache'
import { onBootstrapChange } from '~/lib/bootstrap_changes'
import { localUserId } from '~/lib/local_user'
import { isLeaving, onSignOut } from '~/lib/session_channel'

export type Boot =
  /** Nobody is known yet: the stored account is being read, or the first answer of the server awaited. */
  | { type: 'starting' }
  | { type: 'ready'; bootstrap: Bootstrap }
  /** The server does not know this browser any more, which still holds somebody's chats. */
  | { type: 'session_ended'; bootstrap: Bootstrap }
  /** This session was ended from another device: what is stored here has to go. */
  | { type: 'session_revoked'; bootstrap: Bootstrap }
  /** Nothing is stored here and the server does not answer. */
  | { type: 'unreachable' }

/** Read while the page is still loading. */
const early = readLocalBootstrap()

/** The stored account opens at once; the server's answer replaces it, or ends it. */
export function useBoot(): { boot: Boot; check: () => void } {
  const [boot, setBoot] = useState<Boot>({ type: 'starting' })
  const known = useRef<Bootstrap | null>(null)

  const show = useCallback((bootstrap: Bootstrap) => {
    known.current = bootstrap
    setBoot({ type: 'ready', bootstrap })
  }, [])

  const check = useCallback(async () => {
    if (known.current && isLeaving(known.current.user.id)) return
    const answer = await fetchBootstrap(known.current ?? (await readLocalBootstrap()))
    // The stored account may still be on its way out of IndexedDB.
    const local = known.current ?? (await readLocalBootstrap())
    if (answer.type === 'bootstrap') {
      await storeBootstrap(answer.bootstrap)
      show(answer.bootstrap)
    } else if (answer.type === 'unreachable') {
      if (local) show(local)
      else setBoot({ type: 'unreachable' })
    } else if (local) {
      known.current = local
      setBoot({
        type: answer.type === 'revoked' ? 'session_revoked' : 'session_ended',
        bootstrap: local,
      })
    } else {
      const userId = localUserId()
      if (userId) await forgetPerson(userId)
      window.location.replace('/')
    }
  }, [show])

  useEffect(() => {
    let isCurrent = true
    void early.then((local) => {
      if (local && isCurrent && known.current === null) show(local)
    })
    void check()
    return () => {
      isCurrent = false
    }
  }, [check, show])

  useEffect(() => onBootstrapChange(() => void check()), [check])

  const userId = 'bootstrap' in boot ? boot.bootstrap.user.id : null
  useEffect(() => {
    if (userId === null) return
    return onSignOut(userId, () => window.location.replace('/'))
  }, [userId])

  useEffect(() => {
    if (boot.type !== 'unreachable') return
    const again = () => void check()
    window.addEventListener('online', again)
    return () => window.removeEventListener('online', again)
  }, [boot.type, check])

  return { boot, check: useCallback(() => void check(), [check]) }
}
