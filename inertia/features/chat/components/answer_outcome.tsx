import { CircleStop, Hourglass } from 'lucide-react'
import { describeError } from '#shared/errors'
import { failureSentence } from '#shared/failure_sentence'
import { readMetadata } from '#shared/tables/message_metadata'
import { Button } from '~/components/button'
import { Notice } from '~/components/notice'
import { useLocalDatabase } from '~/livestore/hooks'
import { ago } from '../answer_facts'
import { openOverlay } from '../chat_overlay'
import { confirmAnswer, deleteMessages, regenerate } from '../commands'
import { dollars } from '../model_cost'
import type { AskingOf } from '../hooks/use_asking'
import type { Message } from '../hooks/use_conversation'

/** Why an answer is not a whole one, what was kept, and what can be done. Nothing for a whole one. */
export function AnswerOutcome({ answer, asking }: { answer: Message; asking: AskingOf }) {
  const database = useLocalDatabase()
  const again = (model?: string) => void regenerate(database, answer, asking(model))
  const withOtherModel = () =>
    openOverlay({ type: 'models_for_answer', current: answer.model, onPick: again })
  const kept = answer.content !== ''
  const margin = kept ? 'mt-3' : ''

  switch (answer.status) {
    case 'failed': {
      const code = answer.error_code ?? 'UNKNOWN'
      const metadata = readMetadata(answer.metadata)
      const canRetry = metadata.isRetryable ?? describeError(code).isRetryable
      const isOtherModel = asking().model !== answer.model
      const about = answer.cost_is_estimate === 1 ? 'about ' : ''
      const cost = answer.cost_nano === null ? '' : ` It cost ${about}${dollars(answer.cost_nano)}.`
      return (
        <div className={margin}>
          <Notice
            tone="error"
            title={failureSentence({ ...metadata, code }, answer.model, Date.now())}
            actions={
              answer.parent_message_id === null ? null : canRetry || isOtherModel ? (
                <Button onClick={() => again()}>
                  {isOtherModel ? 'Try the chosen model' : 'Retry'}
                </Button>
              ) : (
                <Button onClick={withOtherModel}>Other model</Button>
              )
            }
          >
            {kept ? `What arrived is kept above.${cost}` : `Your question is kept.${cost}`}
          </Notice>
        </div>
      )
    }
    case 'stopped':
      return (
        <div className={margin}>
          <Notice
            icon={<CircleStop size={16} aria-hidden="true" />}
            title="You stopped this answer"
          >
            {kept ? 'What arrived is kept above.' : 'Nothing had arrived yet.'}
          </Notice>
        </div>
      )
    case 'held':
      return (
        <Notice
          tone="warning"
          icon={<Hourglass size={16} aria-hidden="true" />}
          title={`You asked this ${ago(answer.created_at)} ago. Answer now?`}
          actions={
            <>
              <Button onClick={() => void deleteMessages(database, answer.chat_id, [answer.id])}>
                Discard
              </Button>
              <Button variant="primary" onClick={() => void confirmAnswer(database, answer)}>
                Answer now
              </Button>
            </>
          }
        >
          It reached the server late. Nothing was spent yet.
        </Notice>
      )
    default:
      return null
  }
}
