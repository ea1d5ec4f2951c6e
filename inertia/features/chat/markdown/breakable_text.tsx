import { Fragment, type ReactNode } from 'react'
import { limits } from './limits'

const longWord = new RegExp(`\\S{${limits.word},}`)
const piece = 80

/** A word of thousands of letters gets places where it may break; copied, it is still one word. */
export function breakableText(text: string): ReactNode {
  if (text.length < limits.word || !longWord.test(text)) return text
  return text.split(new RegExp(`(\\S{${piece}})`)).map((part, at) =>
    at % 2 === 0 ? (
      part
    ) : (
      <Fragment key={at}>
        {part}
        <wbr />
      </Fragment>
    )
  )
}
