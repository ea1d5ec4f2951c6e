const MAX_LENGTH = 300
const REDACTED = '[redacted]'

const SECRETS: RegExp[] = [
  /\b(?:sk|pk|rk|gsk|xai|hf|AIza)[-_][\w.*-]{4,}/g,
  /\bAIza[\w-]{10,}/g,
  /\bbearer\s+[^\s"',;]+/gi,
  /\beyJ[\w-]+\.[\w-]+\.[\w-]*/g,
  // Providers repeat a refused key, whole or masked in the middle: "Incorrect API key provided: abc***xyz".
  /(?<=\b(?:api[ _-]?key|token|secret|password|authorization)\b[^:=\n]{0,20}[:=]\s*["']?)[^\s"',;]+/gi,
  /(?<=:\/\/)[^\s/@]+@/g,
]

/** Shortest run of conversation text in a provider's message that counts as an echo of it. */
const ECHO_LENGTH = 24
const SHORT_PROMPT_LENGTH = 8

/**
 * Makes a provider's own words safe to log and to show: no keys, no part of the conversation, one line,
 * at most 300 characters. Returns undefined when nothing is left.
 *
 * @param secrets keys in use; removed literally wherever they appear
 * @param conversation texts that were sent; a message that repeats any of them is left out whole
 */
export function scrubDetail(
  message: string | undefined,
  secrets: readonly string[],
  conversation: readonly string[]
): string | undefined {
  if (!message) return undefined
  // Far longer than what is kept, so that cutting cannot hide half a key from the patterns.
  let detail = message.slice(0, MAX_LENGTH * 10)
  for (const secret of secrets) if (secret) detail = detail.replaceAll(secret, REDACTED)
  for (const pattern of SECRETS) detail = detail.replace(pattern, REDACTED)
  // oxlint-disable-next-line no-control-regex -- control characters are exactly what must go
  detail = detail.replace(/[\s\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ').trim()
  // Checked before the cut, which could leave too little of an echo to be seen as one.
  if (!detail || echoes(detail.slice(0, MAX_LENGTH + ECHO_LENGTH), conversation)) return undefined
  if (detail.length > MAX_LENGTH) detail = `${detail.slice(0, MAX_LENGTH - 1)}…`
  return detail.toWellFormed()
}

/** Whether `detail` repeats a run of the conversation. Windows every third of the run find any run of that length. */
function echoes(detail: string, conversation: readonly string[]): boolean {
  const width = ECHO_LENGTH / 2
  return conversation.some((content) => {
    const text = content.replace(/\s+/g, ' ').trim()
    if (text.length < ECHO_LENGTH) {
      return text.length >= SHORT_PROMPT_LENGTH && detail.includes(text)
    }
    for (let start = 0; start + width <= detail.length; start += width) {
      const window = detail.slice(start, start + width)
      if (text.includes(window) && reachesEchoLength(detail, start, text)) return true
    }
    return false
  })
}

function reachesEchoLength(detail: string, start: number, text: string): boolean {
  const from = Math.max(0, start - ECHO_LENGTH / 2)
  for (let index = from; index <= start && index + ECHO_LENGTH <= detail.length; index++) {
    if (text.includes(detail.slice(index, index + ECHO_LENGTH))) return true
  }
  return false
}
