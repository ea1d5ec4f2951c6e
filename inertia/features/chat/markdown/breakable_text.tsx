import type { ReactNode } from 'react'
import { limits } from './limits'

const longWord = new RegExp(`\\S{${limits.word},}`)
/** A word of thousands of letters fills its lines; without a class of its own it would break at every piece of it. */
export function breakableText(text: string): ReactNode {
  if (text.length < limits.word || !longWord.test(text)) return text
  return text.split(new RegExp(`(\\S{${limits.word},})`)).map((part, at) =>
    at % 2 === 0 ? (
      part
    ) : (
      <span key={at} className="break-all">
        {part}
      </span>
    )
  )
}
