import type { Place } from '#shared/documents'

/** Where a passage stands, in two parts: what one would turn to, and the heading there. */
export function placeWords({ page, slide, sheet, heading, readBy }: Place): {
  at: string | null
  heading: string | null
} {
  const reader = readBy?.slice(readBy.lastIndexOf('/') + 1)
  const at = page
    ? `Page ${page}${reader ? `, read by ${reader}` : ''}`
    : slide
      ? `Slide ${slide}`
      : sheet
        ? `Sheet ${sheet}`
        : null
  const last = heading?.split(' › ').at(-1)?.trim() || null
  return { at, heading: last }
}

/** The same in few letters, for a chip. */
export function shortPlace({ page, slide, sheet, heading }: Place): string | null {
  if (page) return `p. ${page}`
  if (slide) return `slide ${slide}`
  return sheet ?? (heading?.split(' › ').at(-1)?.trim() || null)
}

/** As it is read out: "Source 1, Field audit 2026.pdf, page 14". */
export function sourceName(number: number, documentName: string, place: Place): string {
  const { at, heading } = placeWords(place)
  const where = at === null ? heading : at[0]?.toLowerCase() + at.slice(1)
  return ['Source ' + number, documentName, where].filter(Boolean).join(', ')
}
