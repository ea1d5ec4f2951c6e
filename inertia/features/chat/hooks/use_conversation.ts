import { useMemo, useRef } from 'react'
import { selectedPath, type PathStep } from '#shared/policies/chat_tree'
import type { Row } from '#shared/tables/tables'
import { useLiveQuery } from '~/livestore/hooks'
import { branchChoicesOf, messagesOf } from '../queries'

export type Message = Row<'messages'>
export type Step = PathStep<Message>

export interface Conversation {
  messages: readonly Message[]
  path: Step[]
}

/** The branch on screen. Messages and steps that did not change keep their identity, so that only changed ones render. */
export function useConversation(chatId: string): Conversation {
  const rows = useLiveQuery(useMemo(() => messagesOf(chatId), [chatId]))
  const choices = useLiveQuery(useMemo(() => branchChoicesOf(chatId), [chatId]))
  const known = useRef(new Map<string, { message: Message; step?: Step }>())

  return useMemo(() => {
    const before = known.current
    const after: typeof before = new Map()
    const messages = rows.map((row) => {
      const entry = before.get(row.id)
      const message = entry && isSame(entry.message, row) ? entry.message : row
      after.set(row.id, { message, step: entry?.step })
      return message
    })
    const path = selectedPath(messages, choices).map((step) => {
      const entry = after.get(step.message.id)
      if (entry?.step && isSameStep(entry.step, step)) return entry.step
      if (entry) entry.step = step
      return step
    })
    known.current = after
    return { messages, path }
  }, [rows, choices])
}

/** Content changes only together with one of these. */
function isSame(a: Message, b: Message): boolean {
  return (
    a.status === b.status &&
    a.updated_at === b.updated_at &&
    a.deleted_at === b.deleted_at &&
    a.stop_requested_at === b.stop_requested_at &&
    a.excluded_from_context === b.excluded_from_context &&
    a.cost_nano === b.cost_nano &&
    a.cost_is_estimate === b.cost_is_estimate &&
    a.content.length === b.content.length
  )
}

function isSameStep(a: Step, b: Step): boolean {
  return (
    a.message === b.message &&
    a.siblings.length === b.siblings.length &&
    a.siblings.every((sibling, at) => sibling === b.siblings[at])
  )
}
