import { Head } from '@inertiajs/react'
import { ArrowRight } from 'lucide-react'
import { useState } from 'react'
import { Button } from '~/components/button'
import { ButtonLink } from '~/components/button_link'
import { PaneOfLight, Wordmark } from '~/components/mark'
import { Notice } from '~/components/notice'
import { InsecureContext } from '~/features/boot/components/insecure_context'
import { enterAsGuest } from '~/features/account/enter'
import { localUserId } from '~/lib/local_user'

interface HomeProps {
  isSignedIn: boolean
  guestsAllowed: boolean
  signUp: 'open' | 'invite' | 'closed'
}

export default function Home({ isSignedIn, guestsAllowed, signUp }: HomeProps) {
  if (!window.isSecureContext) return <InsecureContext />
  return (
    <div className="relative min-h-dvh overflow-hidden bg-background">
      <Head title="" />
      <PaneOfLight className="-top-16 right-[-8rem] w-[680px] animate-[appear_var(--duration-slow)_ease-out] max-sm:w-[380px]" />
      <header className="relative mx-auto flex h-18 max-w-[1112px] items-center px-6">
        <Wordmark />
        {!isSignedIn && (
          <nav aria-label="Account" className="ml-auto flex items-center gap-5 font-[550]">
            <a href="/sign-in" className="rounded-sm hover:underline">
              Sign in
            </a>
            {signUp === 'open' && (
              <a href="/sign-up" className="rounded-sm hover:underline">
                Sign up
              </a>
            )}
          </nav>
        )}
      </header>
      <main id="main" className="relative mx-auto max-w-[1112px] px-6 pt-12 pb-16">
        <h1 className="max-w-2xl text-display font-[600] tracking-display text-balance">
          The AI chat that lives on your side.
        </h1>
        <p className="mt-6 max-w-xl text-lg text-muted-foreground">
          Every chat is kept on your own device. Read it on a plane, write in a tunnel, close the
          lid in the middle of an answer. It is all there when you come back.
        </p>
        <div className="mt-8">
          {isSignedIn ? (
            <ButtonLink href="/chat">
              Open Loft
              <ArrowRight size={18} aria-hidden="true" />
            </ButtonLink>
          ) : guestsAllowed ? (
            <Start />
          ) : (
            <WithoutGuests signUp={signUp} />
          )}
        </div>
      </main>
    </div>
  )
}

function WithoutGuests({ signUp }: Pick<HomeProps, 'signUp'>) {
  if (signUp === 'open') return <ButtonLink href="/sign-up">Make an account</ButtonLink>
  return (
    <>
      <ButtonLink href="/sign-in">Sign in</ButtonLink>
      <p className="mt-3 text-muted-foreground">
        This Loft takes no guests. Ask its operator for an account.
      </p>
    </>
  )
}

function Start() {
  const [isStarting, setIsStarting] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const start = async () => {
    setIsStarting(true)
    setProblem(null)
    const sentence = await enterAsGuest()
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
      {localUserId() !== null && (
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
