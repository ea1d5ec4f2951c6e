import { breakableText } from '../markdown/breakable_text'
import { CodeFrame } from '../markdown/code_frame'
import { textBlocks } from '../text_blocks'

interface QuestionTextProps {
  text: string
  /** Dashed until the server has it. */
  isWaiting: boolean
}

/** A question as it was typed: only its code is set apart. Who writes an asterisk means an asterisk. */
export function QuestionText({ text, isWaiting }: QuestionTextProps) {
  return (
    <div
      dir="auto"
      className={`max-w-[82%] rounded-2xl rounded-br-[5px] border px-4 py-2.5 text-read leading-6 break-words whitespace-pre-wrap transition-colors duration-(--duration-calm) ${
        isWaiting
          ? 'border-dashed border-border-strong bg-background'
          : 'border-transparent bg-secondary'
      }`}
    >
      {text.includes('```') || text.includes('~~~')
        ? textBlocks(text).map((block, at) =>
            block.type === 'text' ? (
              <p key={at}>{breakableText(block.text)}</p>
            ) : (
              <div key={at} className="my-2 whitespace-normal">
                <CodeFrame language={block.language} text={block.text} isClosed />
              </div>
            )
          )
        : breakableText(text)}
    </div>
  )
}
