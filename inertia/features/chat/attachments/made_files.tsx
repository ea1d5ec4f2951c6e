import { lazy, Suspense } from 'react'
import type { StoredPart } from '#shared/events/server_events'
import type { AnswerDelta } from '#shared/protocol/answer_stream'

export type MadeFile = Extract<AnswerDelta, { type: 'file' }>

/** One height for all, known before the bytes are there: text that is being read never moves. */
export const MADE_IMAGE_HEIGHT = 288

const AnswerFiles = lazy(() => import('./answer_files'))

/** The files among the parts of an answer. What shows them is loaded with the first. */
export function MadeFiles({ parts }: { parts: readonly (AnswerDelta | StoredPart)[] }) {
  const files = parts.filter((part): part is MadeFile => part.type === 'file')
  if (files.length === 0) return null
  return (
    <Suspense fallback={<div style={{ height: MADE_IMAGE_HEIGHT }} className="my-3" />}>
      <AnswerFiles files={files} />
    </Suspense>
  )
}
