import { ChevronLeft, ChevronRight, Download, TextQuote, X } from 'lucide-react'
import { useEffect, useState } from 'react'
import { citedNumbers } from '#shared/policies/citations'
import { IconButton } from '~/components/button'
import { DocumentIcon } from '~/components/document_icon'
import { SidePanel } from '~/components/side_panel'
import { AllPassages } from './all_passages'
import { useKeptDocuments } from './kept_documents'
import { closeSource, openSource, type OpenSource } from './open_source'
import { SourceReader } from './source_reader'
import { placeWords } from '~/lib/documents/place_words'

/** What an answer rests on, beside it: the passage on its page. It comes with the answer, so it is there offline too. */
export default function SourcePanel({ source }: { source: OpenSource }) {
  const { passages, number, text } = source
  const [showsAll, setShowsAll] = useState(false)
  useEffect(() => setShowsAll(false), [number])
  const passage = passages.find((one) => one.number === number)
  const kept = useKeptDocuments()
  if (!passage) return null

  const cited = citedNumbers(text, new Set(passages.map((one) => one.number)))
  const steps = cited.includes(number) ? cited : passages.map((one) => one.number)
  const at = steps.indexOf(number)
  const show = (to: number) => openSource({ ...source, number: to })
  const { at: where, heading } = placeWords(passage.place)
  const isGone = !kept.has(passage.documentId)

  return (
    <SidePanel label="Source" onClose={closeSource}>
      <header className="flex h-bar shrink-0 items-center gap-2 border-b pr-2 pl-3.5">
        <DocumentIcon of={{ name: passage.documentName }} />
        <h2
          data-panel-title
          tabIndex={-1}
          className="min-w-0 flex-1 truncate text-sm font-[600] outline-none"
        >
          {passage.documentName}
        </h2>
        {!isGone && (
          <a
            href={`/files/${passage.documentId}/download`}
            download={passage.documentName}
            aria-label="Download the document"
            title="Download the document"
            className="grid size-8 shrink-0 place-items-center rounded-md text-muted-foreground hover:bg-accent hover:text-foreground pointer-coarse:size-11"
          >
            <Download size={15} aria-hidden="true" />
          </a>
        )}
        <IconButton label="Close (Esc)" onClick={closeSource}>
          <X size={16} aria-hidden="true" />
        </IconButton>
      </header>
      <div className="flex min-h-[42px] shrink-0 items-center gap-2 border-b pr-2 pl-3.5">
        <span className="citation shrink-0 bg-daylight text-daylight-foreground">{number}</span>
        {where && <b className="shrink-0 font-[550]">{where}</b>}
        <span className="min-w-0 flex-1 truncate text-muted-foreground">{heading}</span>
        <IconButton
          label="Previous source"
          disabled={at <= 0}
          onClick={() => show(steps[at - 1] ?? number)}
        >
          <ChevronLeft size={16} aria-hidden="true" />
        </IconButton>
        <span aria-live="polite" className="text-muted-foreground tabular-nums">
          {at + 1} of {steps.length}
        </span>
        <IconButton
          label="Next source"
          disabled={at >= steps.length - 1}
          onClick={() => show(steps[at + 1] ?? number)}
        >
          <ChevronRight size={16} aria-hidden="true" />
        </IconButton>
      </div>
      {isGone && (
        <p role="status" className="shrink-0 border-b bg-muted px-3.5 py-2 text-muted-foreground">
          This document was deleted since. What the answer cites of it is kept here.
        </p>
      )}
      {showsAll ? (
        <AllPassages passages={passages} current={number} onShow={show} />
      ) : (
        <SourceReader passage={passage} answer={text} isGone={isGone} />
      )}
      <footer className="flex min-h-[42px] shrink-0 items-center gap-2 border-t px-3.5 text-xs text-muted-foreground">
        <TextQuote size={14} aria-hidden="true" className="shrink-0" />
        <span className="min-w-0 flex-1">{othersWords(passages.length - 1)}</span>
        {passages.length > 1 && (
          <button
            type="button"
            aria-pressed={showsAll}
            onClick={() => setShowsAll(!showsAll)}
            className="shrink-0 rounded-sm font-[550] text-link hover:underline pointer-coarse:min-h-11"
          >
            {showsAll ? 'Back to the passage' : 'All passages'}
          </button>
        )}
      </footer>
    </SidePanel>
  )
}

function othersWords(others: number): string {
  if (others === 0) return 'The answer cites this passage alone'
  return `The answer cites this passage and ${others} ${others === 1 ? 'other' : 'others'}`
}
