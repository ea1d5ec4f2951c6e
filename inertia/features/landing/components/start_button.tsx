import { ArrowRight } from 'lucide-react'
import { useState } from 'react'
import { Button } from '~/components/button'
import { Notice } from '~/components/notice'

interface StartButtonProps {
  /** Goes to the chats; returns why it did not work. */
  onStart: () => Promise<string | null>
  /** Chats of somebody whose session is over are still in this browser. */
  hasOldChats: boolean
}

export function StartButton({ onStart, hasOldChats }: StartButtonProps) {
  const [isStarting, setIsStarting] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const start = async () => {
    setIsStarting(true)
    setProblem(null)
    const sentence = await onStart()
    if (sentence === null) return
    setProblem(sentence)
    setIsStarting(false)
  }
  return (
    <>
      <Button variant="primary" size="large" disabled={isStarting} onClick={() => void start()}>
        {isStarting ? 'Opening' : 'Start chatting'}
        <ArrowRight size={18} aria-hidden="true" />
      </Button>
      <p className="mt-3 text-muted-foreground">One click. No account, no form.</p>
      {problem && (
        <div className="mt-4 max-w-xl">
          <Notice tone="error" title={problem} />
        </div>
      )}
      {hasOldChats && (
        <p className="mt-6">
          Chats of an earlier session are still in this browser.{' '}
          <a href="/chat" className="text-link underline underline-offset-2">
            See what to do with them
          </a>
        </p>
      )}
    </>
  )
}
