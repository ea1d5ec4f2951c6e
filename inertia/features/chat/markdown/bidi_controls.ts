/** Embeddings, overrides and isolates: they let text show in another order than it is. Marks of single characters are harmless. */
const controls = /[\u202a-\u202e\u2066-\u2069]/g

/** For names and links, where order is a promise. */
export const withoutBidiControls = (text: string): string => text.replace(controls, '')

/** For code, where they must not hide but nothing may go missing. */
export const withVisibleBidiControls = (text: string): string =>
  text.replace(controls, (control) => `[U+${control.charCodeAt(0).toString(16).toUpperCase()}]`)
