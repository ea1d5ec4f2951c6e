interface QuestionTextProps {
  text: string
  /** Dashed until the server has it. */
  isWaiting: boolean
}

export function QuestionText({ text, isWaiting }: QuestionTextProps) {
  return (
    <div
      className={`max-w-[82%] rounded-2xl rounded-br-[5px] border px-4 py-2.5 text-read leading-6 break-words whitespace-pre-wrap transition-colors duration-(--duration-calm) ${
        isWaiting
          ? 'border-dashed border-border-strong bg-background'
          : 'border-transparent bg-secondary'
      }`}
    >
      {text}
    </div>
  )
}
