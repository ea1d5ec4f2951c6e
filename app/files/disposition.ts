import type { StoredFile } from '#files/queries/find_file'

/** Always saved, never opened as a page. An image has no name of its own: it is shown, not saved. */
export function dispositionOf({ mediaType, name }: Pick<StoredFile, 'mediaType' | 'name'>): string {
  if (mediaType.startsWith('image/')) return 'attachment'
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`
  )
  return `attachment; filename*=UTF-8''${encoded}`
}
