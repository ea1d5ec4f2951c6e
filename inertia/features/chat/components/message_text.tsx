import { memo } from 'react'
import { CopyButton } from './copy_button'
import { textBlocks } from '../text_blocks'

/** Text as it was written; code fences in a frame that scrolls by itself. Nothing is ever read as HTML. */
export const MessageText = memo(function MessageText({ text }: { text: string }) {
  return textBlocks(text).map((block, index) =>
    block.type === 'text' ? (
      <p key={index} className="my-3 break-words whitespace-pre-wrap first:mt-0 last:mb-0">
        {block.text}
      </p>
    ) : (
      <figure key={index} className="my-3.5 overflow-hidden rounded-lg border bg-code">
        <figcaption className="flex h-9 items-center justify-between border-b pr-1 pl-3.5 text-xs text-muted-foreground">
          {block.language || 'Code'}
          <CopyButton text={block.text} label="Copy code" />
        </figcaption>
        <pre
          tabIndex={0}
          className="overflow-x-auto px-3.5 py-3 font-mono text-sm leading-[1.3125rem] text-code-foreground"
        >
          {block.text}
        </pre>
      </figure>
    )
  )
})
