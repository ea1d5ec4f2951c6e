import { useEffect, useRef, useState } from 'react'
import { failureSentence } from '#shared/failure_sentence'
import { readMetadata } from '#shared/tables/message_metadata'
import type { Message, Step } from './use_conversation'

/** What a polite live region says of the newest answer: that it is being written, and how it ended. Never its text. */
export function useAnswerAnnouncement(path: readonly Step[]): string {
  const last = path.at(-1)?.message
  const answer = last?.role === 'assistant' ? last : undefined
  const seen = useRef<{ id: string; status: string } | null>(null)
  const [announcement, setAnnouncement] = useState('')

  useEffect(() => {
    const before = seen.current
    seen.current = answer ? { id: answer.id, status: answer.status } : null
    if (!answer) return
    const isNew = before?.id !== answer.id
    if (isNew && answer.status === 'pending') setAnnouncement('Answering')
    else if (!isNew && before.status !== answer.status) setAnnouncement(ending(answer))
  }, [answer])

  return announcement
}

function ending(answer: Message): string {
  const words = answer.content.split(/\s+/).filter(Boolean).length
  if (answer.status === 'complete') return `Answer complete, ${words} words`
  if (answer.status === 'stopped') return 'Answer stopped'
  if (answer.status === 'failed') {
    const failure = { ...readMetadata(answer.metadata), code: answer.error_code ?? 'UNKNOWN' }
    return failureSentence(failure, answer.model, Date.now())
  }
  return 'Answering'
}
