import {
  BookOpen,
  FileCode,
  FileSpreadsheet,
  FileText,
  Mail,
  Presentation,
  type LucideIcon,
} from 'lucide-react'
import { documentKindOf, documentKindOfMediaType, type DocumentKind } from '#shared/documents'

const icons: Partial<Record<DocumentKind, LucideIcon>> = {
  xlsx: FileSpreadsheet,
  csv: FileSpreadsheet,
  pptx: Presentation,
  epub: BookOpen,
  json: FileCode,
  markdown: FileCode,
  html: FileCode,
  code: FileCode,
  email: Mail,
}

interface DocumentIconProps {
  /** Its media type, or its name where only that is known. */
  of: { mediaType: string } | { name: string }
  isLarge?: boolean
}

/** A tile with the sign of a kind of document. */
export function DocumentIcon({ of, isLarge = false }: DocumentIconProps) {
  const kind = 'name' in of ? documentKindOf(of.name) : documentKindOfMediaType(of.mediaType)
  const Icon = (kind && icons[kind]) ?? FileText
  return (
    <span
      aria-hidden="true"
      className={`grid shrink-0 place-items-center bg-card text-muted-foreground inset-ring inset-ring-border ${isLarge ? 'size-8 rounded-md' : 'size-5 rounded-[5px]'}`}
    >
      <Icon size={isLarge ? 16 : 12} />
    </span>
  )
}
