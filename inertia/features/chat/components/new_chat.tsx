import { Head } from '@inertiajs/react'
import { PaneOfLight } from '~/components/mark'
import { useLiveQuery } from '~/livestore/hooks'
import { anyMessage } from '../queries'

/** The empty page before the first question. Its large greeting is for the first run only. */
export function NewChat() {
  const isFirstRun = useLiveQuery(anyMessage).length === 0
  return (
    <div className="relative flex min-h-0 flex-1 flex-col justify-center overflow-hidden px-6">
      <Head title="New chat" />
      {isFirstRun && (
        <PaneOfLight className="-top-10 -right-24 w-[560px] animate-[appear_var(--duration-slow)_ease-out] max-sm:w-[360px]" />
      )}
      <div className="relative mx-auto w-full max-w-measure">
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
          </>
        ) : (
          <h1 className="text-2xl font-[600] tracking-tight">What is on your mind?</h1>
        )}
      </div>
    </div>
  )
}
