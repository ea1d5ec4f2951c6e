import { Head } from '@inertiajs/react'
import { BootProblem } from '~/features/boot/components/boot_problem'
import { Button } from '~/components/button'
import { ButtonLink } from '~/components/button_link'

interface ServerErrorProps {
  status: number
  message: string
  requestId: string | null
}

export default function ServerError({ status, message, requestId }: ServerErrorProps) {
  return (
    <BootProblem
      title={message}
      actions={
        <>
          <Button variant="primary" onClick={() => window.location.reload()}>
            Try again
          </Button>
          <ButtonLink variant="outline" size="medium" href="/chat">
            Open your chats
          </ButtonLink>
        </>
      }
    >
      <Head title={`Error ${status}`} />
      <p>What you wrote is on this device, and your chats open without this page.</p>
      {requestId && (
        <p>
          If it happens again, this number helps to find out why:{' '}
          <code className="font-mono text-sm break-all text-foreground">{requestId}</code>
        </p>
      )}
    </BootProblem>
  )
}
