import { useLayoutEffect, useMemo, useRef, useState, type RefObject } from 'react'
import { readDraft, storeDraft } from '../drafts'

const QUIET = 300
const NO_ROOM = 'This draft is too large for this browser to keep. Copy it before you leave.'

/**
 * Keeps the text of `field` as the draft of this person and chat, a moment after each change and whenever the page is left.
 * `hasText` is all that renders.
 */
export function useDraft(
  field: RefObject<HTMLTextAreaElement | null>,
  userId: string | null,
  chatId: string | null,
  /** False where nothing may be kept: what is typed then stays in the field alone. */
  isKept: boolean,
  onProblem: (problem: string) => void
) {
  const [hasText, setHasText] = useState(false)
  const owner = useRef<{ userId: string | null; chatId: string | null } | null>(null)
  const mayKeep = useRef(isKept)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)

  const actions = useMemo(() => {
    const store = () => {
      clearTimeout(timer.current)
      const person = owner.current
      if (!person?.userId || !field.current || !mayKeep.current) return
      if (!storeDraft(person.userId, person.chatId, field.current.value)) onProblem(NO_ROOM)
    }
    const set = (text: string) => {
      if (field.current) field.current.value = text
      setHasText(text.trim() !== '')
    }
    return {
      store,
      set,
      onInput() {
        clearTimeout(timer.current)
        timer.current = setTimeout(store, QUIET)
        setHasText(/\S/.test(field.current?.value ?? ''))
      },
      /** The text was sent. What is typed from now on belongs to the chat it went to, even before the address says so. */
      sent(to: string | null) {
        set('')
        store()
        if (owner.current) owner.current = { ...owner.current, chatId: to }
      },
      /** In front of what was written meanwhile. */
      insert(text: string) {
        const written = field.current?.value ?? ''
        set(written === '' ? text : `${text}\n\n${written}`)
        store()
      },
    }
  }, [field, onProblem])

  // What was begun as a draft goes along into a chat that is kept nowhere, and its copy with it.
  useLayoutEffect(() => {
    if (mayKeep.current === isKept) return
    mayKeep.current = isKept
    const person = owner.current
    if (!person?.userId || person.chatId !== chatId) return
    if (isKept) actions.set(readDraft(person.userId, person.chatId))
    else storeDraft(person.userId, person.chatId, '')
  }, [actions, isKept, chatId])

  useLayoutEffect(() => {
    const before = owner.current
    const typed = field.current?.value ?? ''
    // What was typed before the person was known is theirs; what belongs to somebody else stays with them.
    const isSameChat = before === null || before.chatId === chatId
    const isOwn = isSameChat && (!before?.userId || before.userId === userId)
    owner.current = { userId, chatId }
    const kept = userId === null || !mayKeep.current ? '' : readDraft(userId, chatId)
    actions.set(isOwn && typed !== '' ? typed : kept)
    return actions.store
  }, [actions, field, userId, chatId])

  useLayoutEffect(() => {
    const onLeave = () => actions.store()
    addEventListener('pagehide', onLeave)
    document.addEventListener('visibilitychange', onLeave)
    return () => {
      removeEventListener('pagehide', onLeave)
      document.removeEventListener('visibilitychange', onLeave)
    }
  }, [actions])

  return useMemo(() => ({ ...actions, hasText }), [actions, hasText])
}
