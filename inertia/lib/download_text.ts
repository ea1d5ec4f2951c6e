/** Hands a text to the browser as a download. */
export function downloadText(name: string, text: string, type = 'text/markdown'): void {
  downloadFile(name, new Blob([text], { type: `${type};charset=utf-8` }))
}

/** The same with any content. */
export function downloadFile(name: string, content: Blob): void {
  const url = URL.createObjectURL(content)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}

/** A file name out of anything a person or a model may have written. */
export function fileName(title: string, extension: string): string {
  const words = title
    .normalize('NFC')
    .replace(/[^\p{Letter}\p{Number}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
  return `${words.slice(0, 60) || 'chat'}.${extension}`
}
