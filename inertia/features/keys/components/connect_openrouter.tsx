import { useState } from 'react'
import { Button } from '~/components/button'
import { startConnect } from '~/features/keys/key_requests'

/** The shortest way to hundreds of models: OpenRouter makes a key for this Loft after a yes on its own page. */
export function ConnectOpenRouter() {
  const [isLeaving, setIsLeaving] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const connect = async () => {
    setIsLeaving(true)
    setProblem(null)
    const answer = await startConnect()
    if (answer.type === 'done') return window.location.assign(answer.body.url)
    setProblem(answer.message)
    setIsLeaving(false)
  }
  return (
    <section
      aria-label="Connect OpenRouter"
      className="mb-2.5 flex flex-wrap items-center gap-x-4 gap-y-2.5 rounded-xl border bg-card py-3.5 pr-3 pl-4"
    >
      <div className="min-w-0 flex-1 basis-64">
        <p className="font-[600]">OpenRouter</p>
        <p className="text-muted-foreground">
          Hundreds of models with one account. You pay OpenRouter what each answer costs.
        </p>
        {problem && (
          <p role="alert" className="text-destructive">
            {problem}
          </p>
        )}
      </div>
      <Button disabled={isLeaving} onClick={() => void connect()}>
        {isLeaving ? 'Opening OpenRouter' : 'Connect OpenRouter'}
      </Button>
    </section>
  )
}
