import { Head } from '@inertiajs/react'
import { BootProblem } from '~/features/boot/components/boot_problem'
import { ButtonLink } from '~/components/button_link'

export default function NotFound() {
  return (
    <BootProblem
      title="There is nothing here"
      actions={
        <>
          <ButtonLink size="medium" href="/chat">
            Open your chats
          </ButtonLink>
          <ButtonLink variant="outline" size="medium" href="/">
            Back to the beginning
          </ButtonLink>
        </>
      }
    >
      <Head title="Not found" />
      <p>The address may be mistyped, or what it named is gone. Your chats are untouched.</p>
    </BootProblem>
  )
}
