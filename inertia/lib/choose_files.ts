import { documentTypes } from '#shared/documents'

const extensions = Object.values(documentTypes).flatMap((type) =>
  type.extensions.map((extension) => `.${extension}`)
)

/** What the browser's picker offers first. */
export const pickable = { images: 'image/*', documents: extensions.join(',') } as const

/** The browser's own picker; nothing happens when it is closed again. */
export function chooseFiles(
  kind: keyof typeof pickable,
  onFiles: (files: readonly File[]) => void
): void {
  const input = document.createElement('input')
  input.type = 'file'
  input.accept = pickable[kind]
  input.multiple = true
  input.addEventListener('change', () => onFiles([...(input.files ?? [])]))
  input.click()
}
