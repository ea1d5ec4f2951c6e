import { CircleStop, RotateCcw } from 'lucide-react'
import { Button, IconButton } from '~/components/button'
import { Notice } from '~/components/notice'
import { answerFacts } from '../../answer_facts'
import { MadeFiles } from '../../attachments/made_files'
import { SourceChips } from '../../citations/source_chips'
import { webSources } from '../../citations/web_sources'
import { wasLeftOutWords } from '../../left_out_words'
import { modelName, useModels } from '../../models_context'
import type { TemporaryAnswer } from '../../temporary/temporary_chat'
import { AnswerFacts } from '../answer_facts_line'
import { CopyButton } from '../copy_button'
import { MessageText } from '../message_text'
import { ReasoningFold } from '../reasoning_fold'
import { Waiting } from '../waiting'

interface TemporaryAnswerViewProps {
  answer: TemporaryAnswer
  /** Asks the question once more; null for all but the newest. */
  onAgain: (() => void) | null
}

/** A temporary chat reads no documents. */
const noPassages = { passages: [], kept: new Set<string>(), openNumber: null, onOpen: () => {} }

export function TemporaryAnswerView({ answer, onAgain }: TemporaryAnswerViewProps) {
  const { models } = useModels()
  const { text, status, problem, parts, end } = answer
  const isRunning = status === 'running'
  const reasoning = parts.map((part) => (part.type === 'reasoning' ? part.text : '')).join('')

  return (
    <article aria-label="Answer" aria-busy={isRunning} className="mb-7 text-read">
      <ReasoningFold text={reasoning} isThinking={isRunning && text === ''} />
      <MessageText text={text} isRunning={isRunning} />
      <SourceChips {...noPassages} web={webSources(parts, [])} />
      <MadeFiles parts={parts} />
      {isRunning && text === '' && reasoning.trim() === '' && <Waiting>Asked</Waiting>}
      {status === 'failed' && (
        <Notice
          tone="error"
          title={problem ?? 'The answer did not come.'}
          actions={onAgain && <Button onClick={onAgain}>Ask again</Button>}
        />
      )}
      {status === 'stopped' && (
        <Notice
          icon={<CircleStop size={16} aria-hidden="true" />}
          title="You stopped this answer"
        />
      )}
      <footer className="mt-2 -ml-2 flex min-h-8 flex-wrap items-center gap-x-2 text-xs text-muted-foreground">
        {!isRunning && (
          <div className="flex">
            {text !== '' && <CopyButton text={() => text} label="Copy" />}
            {onAgain && (
              <IconButton label="Answer again" onClick={onAgain}>
                <RotateCcw size={16} aria-hidden="true" />
              </IconButton>
            )}
          </div>
        )}
        <AnswerFacts
          model={modelName(models, answer.model)}
          facts={end ? factsOf(end) : isRunning && text !== '' ? ['answering'] : []}
          note={end && end.leftOut > 0 ? wasLeftOutWords(end.leftOut) : null}
        />
      </footer>
    </article>
  )
}

function factsOf({
  costNano,
  usage,
  firstTokenMs,
  latencyMs,
}: NonNullable<TemporaryAnswer['end']>) {
  return answerFacts({
    metadata: JSON.stringify({ firstTokenMs, latencyMs }),
    cost_nano: costNano,
    cost_is_estimate: 0,
    input_tokens: usage?.inputTokens ?? null,
    output_tokens: usage?.outputTokens ?? null,
  })
}
