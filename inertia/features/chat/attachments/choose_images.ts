/** The browser's own picker; nothing happens when it is closed again. */
export function chooseImages(onImages: (files: readonly File[]) => void): void {
  const input = document.createElement('input')
  input.type = 'file'
  input.accept = 'image/*'
  input.multiple = true
  input.addEventListener('change', () => onImages([...(input.files ?? [])]))
  input.click()
}
