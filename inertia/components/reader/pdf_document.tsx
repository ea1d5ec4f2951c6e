import { useCallback, type ReactNode } from 'react'
import { fetchFile } from '~/lib/documents/fetch_document'
import type { PdfFile } from '~/lib/pdf/pdf_engine'
import type { Cited } from './cited'
import { PdfReader } from './pdf_reader'
import { useLoaded } from './use_loaded'
import { WhyNotLine } from './why_not'

interface PdfDocumentProps {
  documentId: string
  name: string
  cited?: Cited
  /** What is read where the pages are not to be had, and the words for it. */
  instead: { view: ReactNode; words: string }
}

const close = (file: PdfFile) => file.close()

/** The pages of a PDF; what is known without its file when that is not to be had. */
export default function PdfDocument(props: PdfDocumentProps) {
  const { documentId, name, cited, instead } = props
  const load = useCallback(
    async (signal: AbortSignal) => {
      const [bytes, engine] = await Promise.all([
        fetchFile(documentId, signal),
        import('~/lib/pdf/pdf_engine'),
      ])
      signal.throwIfAborted()
      return engine.openPdf(bytes)
    },
    [documentId]
  )
  const { state, again } = useLoaded(load, close)

  switch (state.type) {
    case 'loading':
      return (
        <div className="min-h-0 flex-1 bg-muted p-4.5" aria-busy="true">
          <div className="paper late">
            <p role="status">Opening the document</p>
          </div>
        </div>
      )
    case 'loaded':
      return <PdfReader file={state.value} name={name} cited={cited} instead={instead.view} />
    case 'failed':
      return (
        <>
          <WhyNotLine why={state.why} instead={instead.words} onAgain={again} />
          {instead.view}
        </>
      )
    default: {
      const exhaustive: never = state
      return exhaustive
    }
  }
}
