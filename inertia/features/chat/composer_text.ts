/** The text in the composer lives in the DOM. Who needs all of it once asks here, and keeps nothing. */
let field: HTMLTextAreaElement | null = null

export function setComposerField(element: HTMLTextAreaElement | null): void {
  field = element
}

export const draftText = () => field?.value ?? ''
