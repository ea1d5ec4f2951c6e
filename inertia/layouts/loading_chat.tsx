import { Greeting } from '~/features/chat/components/greeting'
import { OutgoingQuestions } from '~/features/chat/components/outgoing_questions'
import { hasAskedHere } from '~/lib/asked_here'
import { SidebarFrame } from './sidebar_frame'

interface LoadingProps {
  chatId: string | null
  /** False on pages beside the chats. */
  isChat: boolean
}

/** While nothing is known: the frame, at once; bars only when it takes longer than a glance. */
export function LoadingChat({ chatId, isChat }: LoadingProps) {
  return (
    <>
      <SidebarFrame chatId={chatId}>
        <LoadingList />
      </SidebarFrame>
      <main
        id="main"
        tabIndex={-1}
        aria-busy="true"
        className="flex min-h-0 min-w-0 flex-col justify-end outline-none"
      >
        <LoadingConversation chatId={chatId} isChat={isChat} />
      </main>
    </>
  )
}

/** A chat that was not on this person's screen last waits for the database. */
export function LoadingConversation({ chatId, isChat }: LoadingProps) {
  if (!isChat) return <p className="sr-only">Opening</p>
  if (chatId === null) {
    return (
      <div className="relative flex min-h-0 flex-1 flex-col overflow-hidden pt-bar">
        <p className="sr-only">Opening your chats</p>
        <Greeting isFirstRun={!hasAskedHere()} />
      </div>
    )
  }
  return (
    <>
      <p className="sr-only">Opening your chats</p>
      <div className="mx-auto mt-auto w-[min(100%-48px,var(--measure))] pb-7">
        <Bars widths={['w-4/5', 'w-3/5', 'w-2/3']} />
        <div className="mt-6">
          <OutgoingQuestions chatId={chatId} />
        </div>
      </div>
    </>
  )
}

/** So does a list of chats that is not the one of before: it is counted by days, and another one every day. */
export function LoadingList() {
  return <Bars widths={['w-36', 'w-44', 'w-28', 'w-40']} />
}

function Bars({ widths }: { widths: string[] }) {
  return (
    <div aria-hidden="true" className="late space-y-3 px-2.5 pt-4">
      {widths.map((width) => (
        <div key={width} className={`h-2.5 rounded-full bg-border ${width}`} />
      ))}
    </div>
  )
}
