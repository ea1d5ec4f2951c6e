import { Head } from '@inertiajs/react'
import { ArrowRight } from 'lucide-react'
import { ButtonLink } from '~/components/button_link'
import { PaneOfLight, Wordmark } from '~/components/mark'
import { enterAsGuest } from '~/features/account/enter'
import { InsecureContext } from '~/features/boot/components/insecure_context'
import { AppPicture } from '~/features/landing/components/app_picture'
import { LandingFoot, OwnHouse } from '~/features/landing/components/own_house'
import { Promises } from '~/features/landing/components/promises'
import { StartButton } from '~/features/landing/components/start_button'
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
      <a
        href="#main"
        className="fixed top-2 left-2 z-(--z-toast) -translate-y-20 rounded-md bg-primary px-3 py-2 text-primary-foreground focus:translate-y-0"
      >
        Skip to the page
      </a>
      <PaneOfLight className="-top-16 right-[calc(50%-690px)] w-[720px] animate-[appear_var(--duration-slow)_ease-out] max-[900px]:-right-32 max-[900px]:w-[520px] max-[900px]:opacity-50 max-sm:w-[380px]" />
      <header className="relative mx-auto flex h-18 max-w-[1160px] items-center gap-6.5 px-6">
        <Wordmark />
        <nav aria-label="On this page" className="ml-3 flex gap-6.5 max-sm:hidden">
          <a href="#how" className={anchor}>
            How it works
          </a>
          <a href="#own" className={anchor}>
            Self-host
          </a>
        </nav>
        {!isSignedIn && (
          <nav aria-label="Account" className="ml-auto flex items-center gap-5 font-[550]">
            <a href="/sign-in" className="rounded-sm hover:underline pointer-coarse:py-3">
              Sign in
            </a>
            {signUp === 'open' && (
              <a href="/sign-up" className="rounded-sm hover:underline pointer-coarse:py-3">
                Sign up
              </a>
            )}
          </nav>
        )}
      </header>
      <main id="main" tabIndex={-1} className="relative outline-none">
        <div className="mx-auto max-w-[1160px] px-6 pt-11">
          <h1 className="max-w-3xl text-display font-[600] tracking-display text-balance">
            The AI chat that lives on your side.
          </h1>
          <p className="mt-5.5 max-w-xl text-[1.1875rem] leading-7 text-pretty">
            Every chat is kept on your own device. Read it on a plane, write in a tunnel, close the
            lid in the middle of an answer. It is all there when you come back.
          </p>
          <div className="mt-5.5">
            {isSignedIn ? (
              <ButtonLink href="/chat">
                Open Loft
                <ArrowRight size={18} aria-hidden="true" />
              </ButtonLink>
            ) : guestsAllowed ? (
              <StartButton onStart={enterAsGuest} hasOldChats={localUserId() !== null} />
            ) : (
              <WithoutGuests signUp={signUp} />
            )}
          </div>
        </div>
        <AppPicture />
        <Promises />
        <OwnHouse />
      </main>
      <LandingFoot />
    </div>
  )
}

const anchor = 'rounded-sm text-[0.875rem] text-muted-foreground hover:text-foreground'

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
