import { PaneOfLight } from '~/components/mark'
import { FirstSteps } from './first_steps'

/** What an empty chat says. The large words are for somebody who has not asked anything yet. */
export function Greeting({ isFirstRun }: { isFirstRun: boolean }) {
  return (
    <>
      {isFirstRun && (
        <PaneOfLight className="-top-10 -right-24 w-[560px] animate-[appear_var(--duration-slow)_ease-out] max-sm:w-[360px]" />
      )}
      <div className="relative mx-auto flex w-[min(100%-48px,var(--measure))] flex-1 flex-col justify-center pb-12">
        {isFirstRun ? (
          <>
            <h1 className="text-3xl font-[600] tracking-display max-sm:text-2xl">
              Come in.
              <br />
              Everything here is yours.
            </h1>
            <p className="mt-4 max-w-lg text-lg text-muted-foreground">
              Loft keeps every chat on this device, so it opens at once and works without a network.
              Write your first question below.
            </p>
            <FirstSteps />
          </>
        ) : (
          <h1 className="text-2xl font-[600] tracking-tight">What is on your mind?</h1>
        )}
      </div>
    </>
  )
}
