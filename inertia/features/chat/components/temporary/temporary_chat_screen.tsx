import { Head } from '@inertiajs/react'
import { TimerReset } from 'lucide-react'
import { useEffect } from 'react'
import { Button } from '~/components/button'
import { openChat } from '~/lib/chat_route'
import { requestSettings } from '../../answer_settings'
import { useStickToEnd } from '../../hooks/use_stick_to_end'
import { useTemporaryPort } from '../../hooks/use_temporary_port'
import { findModel, offeredModel, useModels } from '../../models_context'
import { temporaryChat, type TemporaryState } from '../../temporary/temporary_chat'
import { QuestionText } from '../question_text'
import { LeaveGuard } from './leave_guard'
import { TemporaryAnswerView } from './temporary_answer_view'

/** A chat that is kept nowhere, and says so for as long as it lasts. */
export function TemporaryChatScreen({ state }: { state: TemporaryState }) {
  const { scroller, content, scrollToEnd } = useStickToEnd()
  const models = useModels()
  const { turns, settings, model } = state
  useTemporaryPort(state)
  useEffect(scrollToEnd, [turns.length, scrollToEnd])

  const askAgain = (turnId: string) => {
    const asked = offeredModel(models, model)
    const facts = findModel(models.models, asked)
    temporaryChat.askAgain(turnId, asked, requestSettings(settings, {}, facts))
  }
  return (
    <>
      <Head title="Temporary chat" />
      <LeaveGuard hasText={turns.length > 0} />
      <header className="flex h-bar shrink-0 items-center gap-2 pr-2.5 pl-4.5 max-[900px]:px-13">
        <TimerReset size={16} aria-hidden="true" className="shrink-0 text-muted-foreground" />
        <h1 className="truncate text-sm font-[600]">Temporary chat</h1>
        <Button size="small" variant="ghost" className="ml-auto" onClick={() => openChat(null)}>
          Leave
        </Button>
      </header>
      <div
        ref={scroller}
        tabIndex={-1}
        className="min-h-0 flex-1 overflow-x-hidden overflow-y-auto"
      >
        <div
          ref={content}
          className="mx-auto w-[min(100%-48px,var(--measure))] pt-2.5 pb-7 max-sm:w-[min(100%-32px,var(--measure))]"
        >
          <p
            className={`rounded-xl border border-dashed border-border-strong px-3.5 py-2.5 text-muted-foreground ${turns.length > 0 ? 'mb-6' : ''}`}
          >
            <span className="font-[600] text-foreground">Nothing of this chat is kept.</span> It is
            in the memory of this tab alone: not on this device, not on the server, not on your
            other devices. It is gone when you leave it or close the tab. What its answers cost is
            still counted, and the model’s provider reads what you send.
          </p>
          {turns.map((turn, at) => (
            <div key={turn.id}>
              <article aria-label="You" className="mb-4 flex flex-col items-end">
                <QuestionText text={turn.question} isWaiting={false} />
              </article>
              <TemporaryAnswerView
                answer={turn.answer}
                onAgain={at === turns.length - 1 ? () => askAgain(turn.id) : null}
              />
            </div>
          ))}
        </div>
      </div>
    </>
  )
}
