import { Head } from '@inertiajs/react'
import { BootProblem } from './boot_problem'

/** Browsers give storage, locks and service workers to https and to this machine only. */
export function InsecureContext() {
  return (
    <BootProblem title="This address is not secure enough for Loft">
      <Head title="Not secure" />
      <p>
        You opened Loft over plain http from another device. Browsers then lock the storage that
        Loft keeps your chats in, so nothing was opened and nothing is lost.
      </p>
      <p className="font-[550] text-foreground">What helps:</p>
      <ul className="list-disc space-y-1 pl-5">
        <li>
          On the machine that runs Loft, open{' '}
          <code className="font-mono text-sm">http://localhost:{window.location.port || '80'}</code>
          .
        </li>
        <li>
          From other devices, open it over https. Its operator finds how to put Caddy or Nginx in
          front of it in <code className="font-mono text-sm">docs/operations.md</code>.
        </li>
      </ul>
    </BootProblem>
  )
}
