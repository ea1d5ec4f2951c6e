import { fileSize } from '~/lib/file_size'
import type { LibraryDocument } from '../queries'

/** What all documents take together. */
export function StorageUsed({ documents }: { documents: readonly LibraryDocument[] }) {
  if (documents.length === 0) return null
  const used = documents.reduce((sum, { size }) => sum + size, 0)
  return (
    <p className="pb-1.5 text-xs text-muted-foreground tabular-nums">
      <b className="font-[600] text-foreground">{fileSize(used)}</b> in {documents.length}{' '}
      {documents.length === 1 ? 'document' : 'documents'}
    </p>
  )
}
