import { breakableText } from './breakable_text'

/** What would take too long to format. */
export function PlainText({ children }: { children: string }) {
  return (
    <div>
      <p className="too-long">Too long to format. Shown as it was written.</p>
      <p className="whitespace-pre-wrap">{breakableText(children)}</p>
    </div>
  )
}
