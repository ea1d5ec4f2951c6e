import { Check, Copy, WrapText } from 'lucide-react'
import { memo, useEffect, useState, type ComponentProps } from 'react'
import { withVisibleBidiControls } from './bidi_controls'
import { grammarOf, languageLabel } from './code_language'
import { Diagram } from './diagram'
import { useCodeTokens } from './highlight'

interface CodeFrameProps {
  language: string
  text: string
  /** Its fence is closed: nothing more comes, and it may be coloured. */
  isClosed: boolean
}

/** Code in a frame that scrolls by itself. What is copied is what was written, whatever is shown. */
export const CodeFrame = memo(function CodeFrame({ language, text, isClosed }: CodeFrameProps) {
  const [wraps, setWraps] = useState(false)
  const label = languageLabel(language)
  return (
    <figure className="code-frame">
      <figcaption>
        <span className="min-w-0 flex-1 truncate">{label}</span>
        <Tool aria-pressed={wraps} aria-label="Wrap lines" onClick={() => setWraps(!wraps)}>
          <WrapText size={14} aria-hidden="true" />
        </Tool>
        <CopyCode text={text} />
      </figcaption>
      <pre role="region" aria-label={`${label}, code`} tabIndex={0} data-wraps={wraps || undefined}>
        <CodeText language={language} text={text} isClosed={isClosed} />
      </pre>
      {grammarOf(language) === 'mermaid' && isClosed && <Diagram source={text} />}
    </figure>
  )
})

function CodeText({ language, text, isClosed }: CodeFrameProps) {
  const tokens = useCodeTokens(grammarOf(language), text, isClosed)
  if (!tokens) return <code>{withVisibleBidiControls(text)}</code>
  return (
    <code>
      {tokens.map((token, at) =>
        token.colour ? (
          <span key={at} data-code={token.colour}>
            {withVisibleBidiControls(token.text)}
          </span>
        ) : (
          withVisibleBidiControls(token.text)
        )
      )}
    </code>
  )
}

function CopyCode({ text }: { text: string }) {
  const [isCopied, setIsCopied] = useState(false)
  useEffect(() => {
    if (!isCopied) return
    const timer = setTimeout(() => setIsCopied(false), 1500)
    return () => clearTimeout(timer)
  }, [isCopied])
  const Icon = isCopied ? Check : Copy
  return (
    <Tool
      aria-label={isCopied ? 'Copied' : 'Copy code'}
      onClick={() => void navigator.clipboard.writeText(text).then(() => setIsCopied(true))}
    >
      <Icon size={14} aria-hidden="true" />
      {isCopied ? 'Copied' : 'Copy'}
    </Tool>
  )
}

function Tool(props: ComponentProps<'button'>) {
  return (
    <button
      type="button"
      {...props}
      className="flex h-6.5 shrink-0 items-center gap-1.5 rounded-sm px-1.5 transition-colors select-none hover:bg-accent hover:text-foreground aria-pressed:bg-accent aria-pressed:text-foreground pointer-coarse:h-11"
    />
  )
}
