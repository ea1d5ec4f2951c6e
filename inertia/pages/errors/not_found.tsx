import { Head } from '@inertiajs/react'

export default function NotFound() {
  return (
    <main className="grid min-h-full place-content-center gap-3 p-6 text-center">
      <Head title="Not found" />
      <h1 className="text-2xl">There is nothing here</h1>
      <p className="text-muted-foreground">
        The address may be mistyped, or what it named is gone.
      </p>
      <p>
        <a className="text-link underline" href="/">
          Back to Loft
        </a>
      </p>
    </main>
  )
}
