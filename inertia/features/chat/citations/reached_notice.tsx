import { FileSearch } from 'lucide-react'
import type { ReachedDocument } from '#shared/documents'

interface ReachedNoticeProps {
  documents: readonly ReachedDocument[]
  hasCited: boolean
}

/** What the model got to read of the documents in reach, in a whisper; plainly when that was nothing. */
export function ReachedNotice({ documents, hasCited }: ReachedNoticeProps) {
  const words = reachedWords(documents, hasCited)
  if (words === null) return null
  return (
    <p className="mt-2.5 flex items-start gap-2 text-xs text-muted-foreground">
      <FileSearch size={14} aria-hidden="true" className="mt-0.5 shrink-0" />
      {words}
    </p>
  )
}

export function reachedWords(
  documents: readonly ReachedDocument[],
  hasCited: boolean
): string | null {
  if (documents.length === 0) return null
  const read = documents.filter(({ passages, isWhole }) => passages > 0 || isWhole)
  if (read.length === 0) {
    return 'Your documents say nothing about this. The answer is the model’s own knowledge.'
  }
  const whole = read.filter(({ isWhole }) => isWhole).map(({ documentName }) => documentName)
  const passages = read
    .filter(({ isWhole }) => !isWhole)
    .reduce((sum, document) => sum + document.passages, 0)
  const parts = [
    whole.length > 0 && `all of ${listOf(whole)}`,
    passages > 0 &&
      `${passages} ${passages === 1 ? 'passage' : 'passages'} of ${listOf(
        read.filter(({ isWhole }) => !isWhole).map(({ documentName }) => documentName)
      )}`,
  ].filter(Boolean)
  return `Read ${parts.join(' and ')}${hasCited ? '.' : '; the answer cites none of it.'}`
}

const FEW = 3

function listOf(names: readonly string[]): string {
  if (names.length > FEW) return `${names.length} documents`
  return names.length < 2
    ? (names[0] ?? '')
    : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
}
