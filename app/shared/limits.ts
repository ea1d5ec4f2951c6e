/** Limits that browser and server must agree on. Sizes are bytes of UTF-8, times are milliseconds. */
export const limits = {
  /** Longest text of one message. Longer text is refused with the draft kept. */
  messageBytes: 200_000,
  /** Longest answer kept; the generator ends an answer there with finish reason `length`. */
  answerBytes: 500_000,
  /** Largest image, after the browser made it smaller. */
  imageBytes: 10_000_000,
  /** Longer sides are made smaller in the browser before anything is sent; pixels. */
  imageSide: 2048,
  attachmentsPerMessage: 10,
  /** Largest document, whatever a server is configured to take. */
  documentBytes: 200_000_000,
  documentsPerMessage: 20,
  /** Most passages one answer is given, and so the highest number it can cite. */
  passagesPerAnswer: 500,
  /** Of a scan that a model reads: every page is a call. */
  scannedPages: 300,
  /** Most documents that one answer names as having been in reach. */
  reachedDocuments: 200,
  /** Longest passage. */
  passageBytes: 12_000,
  /** Most text of cited passages that one answer keeps. */
  citedBytes: 200_000,
  /** Longest chat title, in characters. */
  titleCharacters: 200,
  /** Longest system prompt of a chat. */
  systemPromptBytes: 50_000,
  /** Longest value of one preference, as JSON. */
  preferenceBytes: 100_000,
  /** Longest arguments or result kept of one tool call. */
  toolTextBytes: 16_000,
  /** Most models tried when the chosen one does not answer. */
  fallbackModels: 5,
  /** Most messages one event names. */
  messagesPerEvent: 500,
  /** Largest frame a client may send. Fits one push of the largest messages LiveStore sends together (see `pushBytes`). */
  frameBytes: 2_000_000,
  /** Most event bytes the provider puts into one push frame. */
  pushBytes: 1_000_000,
  /** Most events in one push, the batch size of LiveStore's leader. */
  pushEvents: 50,
  /** A pull page is cut at whichever comes first. */
  pageBytes: 900_000,
  pageEvents: 2_000,
  /** A request older than this asks before it spends money. */
  requestMaxAge: 24 * 60 * 60 * 1000,
} as const

/** Bytes of `text` in UTF-8. */
export function byteLength(text: string): number {
  return new TextEncoder().encode(text).length
}

/** Whether `text` fits into `bytes`, without encoding it when its length alone decides. */
export function fitsBytes(text: string, bytes: number): boolean {
  if (text.length > bytes) return false
  return text.length * 3 <= bytes || byteLength(text) <= bytes
}
