import { Button } from '~/components/button'
import { BootProblem } from './boot_problem'

export function Unreachable({ onRetry }: { onRetry: () => void }) {
  return (
    <BootProblem
      title="Loft’s server does not answer"
      actions={
        <Button variant="primary" onClick={onRetry}>
          Try again
        </Button>
      }
    >
      <p>
        No chats are stored in this browser yet, so there is nothing to open without it. It is tried
        again as soon as this device is online.
      </p>
    </BootProblem>
  )
}

interface DatabaseFailedProps {
  error: unknown
  onRetry: () => void
}

export function DatabaseFailed({ error, onRetry }: DatabaseFailedProps) {
  return (
    <BootProblem
      title="The database in this browser could not be opened"
      actions={
        <>
          <Button variant="primary" onClick={onRetry}>
            Try again
          </Button>
          <Button onClick={() => window.location.reload()}>Reload</Button>
        </>
      }
    >
      <p>
        What you wrote is still on this device. Often another tab holds the database, or the
        device’s storage is full.
      </p>
      <pre className="overflow-x-auto rounded-lg border bg-code p-3 font-mono text-xs break-words whitespace-pre-wrap">
        {error instanceof Error ? error.message : String(error)}
      </pre>
    </BootProblem>
  )
}
