import type { ReactNode } from 'react'
import { Wordmark } from '~/components/mark'
import { InsecureContext } from '~/features/boot/components/insecure_context'

/** The sheet before somebody is in: one column, the wordmark leads home. */
export default function EntranceLayout({ children }: { children: ReactNode }) {
  if (!window.isSecureContext) return <InsecureContext />
  return (
    <div className="min-h-dvh bg-background">
      <div className="mx-auto w-full max-w-[496px] px-6 pb-16 max-sm:px-4">
        <header className="flex h-18 items-center">
          <a href="/" aria-label="Loft, first page" className="rounded-md">
            <Wordmark />
          </a>
        </header>
        <main id="main" className="pt-10 max-sm:pt-4">
          {children}
        </main>
      </div>
    </div>
  )
}
