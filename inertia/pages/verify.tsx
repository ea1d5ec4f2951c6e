import { Head } from '@inertiajs/react'
import { Entrance, linkLine, linkStyle } from '~/features/account/components/entrance'
import { VerifyForm } from '~/features/account/components/verify_form'
import EntranceLayout from '~/layouts/entrance_layout'

interface VerifyProps {
  /** Null when the link was used or is too old. */
  claim: { token: string; email: string; needsPassword: boolean } | null
}

export default function Verify({ claim }: VerifyProps) {
  if (claim === null) {
    return (
      <Entrance
        title="This link does not work"
        lead="It was used or is too old. If your address still waits to be confirmed, ask for another mail in Settings, Account."
      >
        <Head title="Confirm your address" />
        <p className={linkLine}>
          <a href="/chat" className={linkStyle}>
            Go to your chats
          </a>
        </p>
      </Entrance>
    )
  }
  return (
    <Entrance title="Confirm your address" lead={`Is ${claim.email} yours?`}>
      <Head title="Confirm your address" />
      <VerifyForm {...claim} />
    </Entrance>
  )
}

Verify.layout = [EntranceLayout]
