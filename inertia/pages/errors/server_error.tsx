import { Head } from '@inertiajs/react'

interface ServerErrorProps {
  status: number
  message: string
  requestId: string | null
}

export default function ServerError({ status, message, requestId }: ServerErrorProps) {
  return (
    <main className="grid min-h-full place-content-center gap-3 p-6 text-center">
      <Head title={`Error ${status}`} />
      <h1 className="text-2xl">{message}</h1>
      {requestId && (
        <p className="text-muted-foreground">
          If it happens again, this number helps to find out why: <code>{requestId}</code>
        </p>
      )}
      <p>
        <a className="text-link underline" href="/">
          Back to Loft
        </a>
      </p>
    </main>
  )
}
