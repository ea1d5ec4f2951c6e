import { Wordmark } from '~/components/mark'

export function OwnHouse() {
  return (
    <section
      id="own"
      className="mx-auto grid max-w-[1160px] grid-cols-2 items-center gap-14 px-6 pb-22 max-[900px]:grid-cols-1 max-[900px]:gap-7"
    >
      <div>
        <h2 className="text-2xl font-[600] tracking-tight">Or keep all of it in your own house.</h2>
        <p className="mt-2 text-base text-pretty text-muted-foreground">
          The server is yours to run: SQLite and files on disk, no other service to install. It
          listens on your own machine until you say otherwise.
        </p>
      </div>
      <div className="overflow-hidden rounded-lg border bg-code text-code-foreground">
        <p className="flex h-[34px] items-center border-b px-3.5 text-xs text-muted-foreground">
          Terminal, in the folder of Loft
        </p>
        <pre
          tabIndex={0}
          aria-label="Command"
          className="overflow-x-auto px-3.5 py-3 font-mono text-sm"
        >
          npm start <span className="text-code-comment"># http://localhost:3333</span>
        </pre>
      </div>
    </section>
  )
}

export function LandingFoot() {
  return (
    <footer className="mx-auto flex w-[min(100%-48px,1112px)] items-center border-t pt-5 pb-8 text-muted-foreground">
      <Wordmark />
      <span className="ml-auto">Chats live on your device</span>
    </footer>
  )
}
