import { lazy, Suspense, useMemo } from 'react'
import { documentKindOf, type CitedPassage } from '#shared/documents'
import type { Cited } from '~/components/reader/cited'
import { PassagePaper } from './passage_paper'
import { claimsOf, supportingSentences } from './supporting_sentences'

const PdfDocument = lazy(() => import('~/components/reader/pdf_document'))
const PassagesReader = lazy(() => import('~/components/reader/passages_reader'))

interface SourceReaderProps {
  passage: CitedPassage
  /** The answer as far as it is written. */
  answer: string
  /** Its document was deleted. */
  isGone: boolean
}

const WORDS = 'The passage is shown as the answer keeps it.'

/** A passage where it stands: on its page, or among its neighbours; by itself when its document is not to be had. */
export function SourceReader({ passage, answer, isGone }: SourceReaderProps) {
  const { documentId, documentName, text, number, place, ordinal } = passage
  const cited = useMemo<Cited>(() => {
    const found = supportingSentences(text, claimsOf(answer, number))
    return { passage, marked: found.length > 0 ? found : [[0, text.length]] }
  }, [passage, text, number, answer])
  const alone = <PassagePaper key={number} cited={cited} />
  if (isGone) return alone
  const instead = { view: alone, words: WORDS }
  if (documentKindOf(documentName) === 'pdf' && place.page !== undefined) {
    return (
      <Suspense fallback={alone}>
        <PdfDocument
          key={documentId}
          documentId={documentId}
          name={documentName}
          cited={cited}
          instead={instead}
        />
      </Suspense>
    )
  }
  // Answers of before kept no place among the neighbours.
  if (ordinal === undefined) return alone
  return (
    <Suspense fallback={alone}>
      <PassagesReader key={documentId} documentId={documentId} cited={cited} instead={instead} />
    </Suspense>
  )
}
