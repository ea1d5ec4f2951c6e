import { useCallback, useMemo, useRef, type ReactNode } from 'react'
import type { CitedPassage, ReachedDocument } from '#shared/documents'
import type { StoredPart } from '#shared/events/server_events'
import { citedNumbers } from '#shared/policies/citations'
import type { AnswerDelta } from '#shared/protocol/answer_stream'
import { CitationContext, type Citations } from '../markdown/citation'
import { CitationMark } from './citation_mark'
import { useKeptDocuments } from './kept_documents'
import { openSource, useOpenNumber } from './open_source'
import { ReachedNotice } from './reached_notice'
import { SourceChips } from './source_chips'
import { webSources } from './web_sources'

interface AnswerSourcesProps {
  answerId: string
  text: string
  passages: readonly CitedPassage[]
  /** Pages on the web are among them. */
  parts: readonly (AnswerDelta | StoredPart)[]
  /** What could have been read for it; null while that is not known. */
  documents: readonly ReachedDocument[] | null
  /** The text of the answer. */
  children: ReactNode
}

/** Around the text of an answer: its numbers become signs of its sources, which stand below it once more. */
export function AnswerSources(props: AnswerSourcesProps) {
  const { answerId, text, passages, parts, documents, children } = props
  const openNumber = useOpenNumber(answerId)
  const kept = useKeptDocuments()
  const byNumber = useMemo(
    () => new Map(passages.map((passage) => [passage.number, passage])),
    [passages]
  )
  const known = useMemo(() => new Set(byNumber.keys()), [byNumber])
  // The text grows with every frame; what shows its signs must not change with it.
  const latest = useRef(text)
  latest.current = text
  const open = useCallback(
    (number: number) => openSource({ answerId, passages, number, text: latest.current }),
    [answerId, passages]
  )
  const citations = useMemo<Citations | null>(() => {
    if (known.size === 0) return null
    const view = (number: number) => {
      const passage = byNumber.get(number)
      return (
        passage && (
          <CitationMark
            passage={passage}
            isOpen={number === openNumber}
            isGone={!kept.has(passage.documentId)}
            onOpen={() => open(number)}
          />
        )
      )
    }
    return { known, view }
  }, [known, byNumber, kept, openNumber, open])
  const cited =
    known.size === 0
      ? []
      : citedNumbers(text, known).flatMap((number) => byNumber.get(number) ?? [])

  return (
    <>
      <CitationContext value={citations}>{children}</CitationContext>
      <SourceChips
        passages={cited}
        web={webSources(parts, passages)}
        {...{ kept, openNumber, onOpen: open }}
      />
      {documents && <ReachedNotice documents={documents} hasCited={cited.length > 0} />}
    </>
  )
}
