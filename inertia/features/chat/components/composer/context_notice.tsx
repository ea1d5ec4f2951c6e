import { Notice } from '~/components/notice'
import { Button } from '~/components/button'
import type { NextContext } from '../../next_context'
import { leftOutWords } from '../../left_out_words'
import { openOverlay } from '../../chat_overlay'

/** What of the chat this model cannot read. */
export function ContextNotice({ next }: { next: NextContext }) {
  if (!next.isFitting) {
    return (
      <Notice
        tone="warning"
        title="This is longer than the model reads"
        actions={<Button onClick={() => openOverlay({ type: 'models' })}>Other model</Button>}
      >
        The question and the system prompt alone do not fit. Shorten them, or choose a model with a
        larger context.
      </Notice>
    )
  }
  if (!next.isFull) return null
  return <Notice title={leftOutWords(next.leftOut)}>The chat itself is complete.</Notice>
}
