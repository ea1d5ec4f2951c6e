import { useEffect, useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react'
import { fitsBytes, limits } from '#shared/limits'
import { becomeChat } from '~/lib/chat_route'
import { useComposerPort } from '../composer_port'
import { useDraft } from '../hooks/use_draft'
import { offeredModel, useModels } from '../models_context'
import { outgoingMessages, type OutgoingMessage } from '../outgoing_messages'
import { onLargePaste } from '../large_paste'
import { isSendKey } from '../send_key'
import { ModelPicker } from './model_picker'
import { SendButton } from './send_button'

interface ComposerProps {
  userId: string | null
  /** null for a chat that does not exist yet. */
  chatId: string | null
  isOffline: boolean
}

/**
 * Never disabled: it stands outside the database and works before that is open. The text lives in the DOM, so that a large one
 * costs no rendering; React hears only whether there is any.
 */
export function Composer({ userId, chatId, isOffline }: ComposerProps) {
  const field = useRef<HTMLTextAreaElement>(null)
  const models = useModels()
  const port = useComposerPort(chatId)
  const [picked, setPicked] = useState<string | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const draft = useDraft(field, userId, chatId, setProblem)
  const model = offeredModel(models, picked ?? port?.model ?? null)
  const madeChat = useRef<string | null>(null)

  useLayoutEffect(() => {
    outgoingMessages.belongTo(userId)
    return outgoingMessages.onReturn(({ text }) => {
      draft.insert(text)
      setProblem(
        'This browser could not store the message. It is kept here; make room, then send it again.'
      )
    })
  }, [userId, draft])

  useEffect(() => {
    setPicked(null)
    // A first message makes its chat: what became of it may have been told before the address changed.
    if (chatId === null || chatId !== madeChat.current) setProblem(null)
    if (!matchMedia('(pointer: coarse)').matches) field.current?.focus()
  }, [chatId])

  const send = () => {
    const text = (field.current?.value ?? '').toWellFormed()
    if (text.trim() === '') return
    if (!fitsBytes(text, limits.messageBytes)) {
      setProblem(
        'This text is longer than 200 kB, the most one message holds. It is kept here as a draft.'
      )
      return
    }
    const message = outgoing(chatId, text, model)
    outgoingMessages.add(message)
    draft.sent(message.chatId)
    setProblem(null)
    if (chatId !== null) return
    madeChat.current = message.chatId
    becomeChat(message.chatId)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (!isSendKey(event)) return
    event.preventDefault()
    send()
  }
  const pick = (id: string) => {
    setPicked(id)
    port?.chooseModel?.(id)
  }

  return (
    <form
      aria-label="Write a message"
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
      className="rounded-2xl border border-border-strong bg-card shadow-lg focus-within:border-ring"
    >
      <textarea
        ref={field}
        rows={1}
        aria-label="Message"
        aria-invalid={problem !== null}
        aria-describedby={problem ? 'composer-problem' : undefined}
        placeholder={placeholder(isOffline, Boolean(port?.stop), chatId)}
        onKeyDown={onKeyDown}
        onInput={draft.onInput}
        onPaste={onLargePaste}
        className="block field-sizing-content max-h-[40dvh] min-h-11 w-full resize-none bg-transparent px-4.5 pt-3 pb-1.5 text-read leading-6 outline-none placeholder:text-muted-foreground"
      />
      {problem && (
        <p id="composer-problem" role="alert" className="px-4.5 pb-1 text-destructive">
          {problem}
        </p>
      )}
      <div className="flex items-center gap-1 px-2 pt-1 pb-2">
        <ModelPicker model={model} onPick={pick} />
        <SendButton hasText={draft.hasText} stop={port?.stop ?? null} />
      </div>
    </form>
  )
}

function outgoing(chatId: string | null, text: string, model: string): OutgoingMessage {
  const newId = () => crypto.randomUUID() as string
  return {
    chatId: chatId ?? newId(),
    isNewChat: chatId === null,
    messageId: newId(),
    answerId: newId(),
    eventIds: { chat: newId(), message: newId(), answer: newId() },
    text,
    model,
    writtenAt: Date.now(),
  }
}

function placeholder(isOffline: boolean, isAnswering: boolean, chatId: string | null): string {
  if (isOffline) return 'Keep writing. It is asked when you are back online'
  if (isAnswering) return 'Write the next question; it is asked when this answer ends'
  return chatId === null ? 'Ask anything' : 'Write the next question'
}
