interface AnswerFactsProps {
  model: string
  facts: readonly string[]
  /** What else one should know of it. */
  note?: string | null
}

/** Model, cost, tokens, speed: in a whisper. */
export function AnswerFacts({ model, facts, note = null }: AnswerFactsProps) {
  return (
    <div className="ml-2 text-right tabular-nums max-sm:order-first max-sm:w-full max-sm:text-left sm:ml-auto">
      <p className="flex flex-wrap gap-x-2 *:not-first:before:mr-2 *:not-first:before:opacity-60 *:not-first:before:content-['·'] max-sm:*:nth-5:hidden sm:justify-end">
        <span className="font-[500] text-foreground">{model}</span>
        {facts.map((fact) => (
          <span key={fact}>{fact}</span>
        ))}
      </p>
      {note && <p>{note}</p>}
    </div>
  )
}
