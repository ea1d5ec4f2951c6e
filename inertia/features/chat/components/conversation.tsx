import { ArrowDown } from 'lucide-react'
import { startTransition, useEffect, useMemo, useRef, useState } from 'react'
import { whenIdle } from '~/lib/when_idle'
import { useIsOpen, useLiveQuery, useSyncState } from '~/livestore/hooks'
import { KeptDocumentsContext, useReadKeptDocuments } from '../citations/kept_documents'
import { SourcePanelHost } from '../citations/source_panel_host'
import { NearScreenContext, useNearScreen } from '../hooks/near_screen'
import { useAnswerAnnouncement } from '../hooks/use_answer_announcement'
import { useFoundMessage } from '../hooks/use_found_message'
import { useAsking, type AskingOf } from '../hooks/use_asking'
import { useContextMark } from '../hooks/use_context_mark'
import {
  useConversation,
  type Conversation as ConversationState,
  type Step,
} from '../hooks/use_conversation'
import { useConversationPort } from '../hooks/use_conversation_port'
import { useStickToEnd } from '../hooks/use_stick_to_end'
import { useOutgoingMessages } from '../outgoing_messages'
import { chatOf } from '../queries'
import { Answer } from './answer'
import { ContextMark } from './context_mark'
import { ConversationBar } from './conversation_bar'
import { MessageSlot } from './message_slot'
import { NoSuchChat } from './no_such_chat'
import { OutgoingQuestions } from './outgoing_questions'
import { Question } from './question'

/** One chat: its bar, the branch on screen, and what the composer needs to know of both. */
export function Conversation({ chatId }: { chatId: string }) {
  const chat = useLiveQuery(useMemo(() => chatOf(chatId), [chatId])).at(0)
  const conversation = useConversation(chatId)
  const isComing = useOutgoingMessages().some((message) => message.chatId === chatId)
  const announcement = useAnswerAnnouncement(conversation.path)
  const asking = useAsking(chat)
  const kept = useReadKeptDocuments()
  useConversationPort(chatId, chat, conversation, asking)

  if (!chat && !isComing) return <NoSuchChat />
  return (
    <KeptDocumentsContext value={kept}>
      <ConversationBar chatId={chatId} chat={chat} path={conversation.path} />
      <Thread key={chatId} {...{ chatId, conversation, asking }} />
      <p role="status" className="sr-only">
        {announcement}
      </p>
      <SourcePanelHost chatId={chatId} projectId={chat?.project_id ?? null} />
    </KeptDocumentsContext>
  )
}

/** Messages that are whole from the first paint on: about what fits a screen. */
const OPENED_AT_ONCE = 6

/** Messages that are there at the first paint; those before follow when the end of the chat is on screen. */
const FIRST_MESSAGES = 40

/** How long the others may wait for a page that is never idle. */
const PATIENCE_MS = 500

interface ThreadProps {
  chatId: string
  conversation: ConversationState
  asking: AskingOf
}

function Thread({ chatId, conversation, asking }: ThreadProps) {
  const { scroller, content, hasNewText, scrollToEnd } = useStickToEnd()
  const nearScreen = useNearScreen(scroller)
  const isOffline = useSyncState().type === 'offline'
  const latest = useRef(conversation.messages)
  latest.current = conversation.messages
  const allMessages = useMemo(() => () => latest.current, [])
  const { path } = conversation
  const shown = usePathFromItsEnd(path)
  const firstPending = path.findIndex(({ message }) => message.status === 'pending')
  const mark = useContextMark(chatId)
  const newest = path.at(-1)?.message
  const ownNewest = path.findLast(({ message }) => message.role === 'user')?.message.id

  // Whoever has just asked wants to see the question.
  useEffect(scrollToEnd, [ownNewest, scrollToEnd])
  useFoundMessage(scroller, chatId, shown)

  return (
    <div className="relative min-h-0 flex-1">
      <div ref={scroller} tabIndex={-1} className="h-full overflow-x-hidden overflow-y-auto">
        <div
          ref={content}
          className="mx-auto w-[min(100%-48px,var(--measure))] pt-2.5 pb-7 max-sm:w-[min(100%-32px,var(--measure))]"
        >
          <NearScreenContext value={nearScreen}>
            {shown.map((step, index) => {
              const at = path.length - shown.length + index
              const isLast = at === path.length - 1
              return (
                <MessageSlot
                  key={step.message.id}
                  message={step.message}
                  isLast={isLast}
                  startsNear={at >= path.length - OPENED_AT_ONCE}
                  above={
                    step.message.id === mark?.firstId && (
                      <ContextMark leftOut={mark.leftOut} isFull={mark.isFull} />
                    )
                  }
                >
                  {step.message.role === 'user' ? (
                    <Question
                      step={step}
                      asking={asking}
                      allMessages={allMessages}
                      isWaiting={isOffline && path[at + 1]?.message.status === 'pending'}
                      isUnanswered={isLast}
                    />
                  ) : (
                    <Answer
                      step={step}
                      isLast={isLast}
                      isQueued={firstPending >= 0 && firstPending < at}
                      asking={asking}
                      allMessages={allMessages}
                    />
                  )}
                </MessageSlot>
              )
            })}
          </NearScreenContext>
          <OutgoingQuestions chatId={chatId} known={newest?.id} />
        </div>
      </div>
      {hasNewText && (
        <button
          type="button"
          onClick={scrollToEnd}
          className="absolute bottom-3 left-1/2 flex h-8 -translate-x-1/2 items-center gap-1.5 rounded-full border border-border-strong bg-card px-3 text-xs font-[550] shadow-md pointer-coarse:h-11"
        >
          <ArrowDown size={14} aria-hidden="true" />
          New text
        </button>
      )}
    </div>
  )
}

/**
 * The end of a long chat first; all of it, without holding up the reader, as soon as that has been painted and the database is open,
 * which has more use for the processor until then.
 */
function usePathFromItsEnd(path: readonly Step[]): readonly Step[] {
  const [isWhole, setIsWhole] = useState(false)
  const isOpen = useIsOpen()
  useEffect(() => {
    if (!isOpen) return
    return whenIdle(() => startTransition(() => setIsWhole(true)), PATIENCE_MS)
  }, [isOpen])
  return isWhole ? path : path.slice(-FIRST_MESSAGES)
}
