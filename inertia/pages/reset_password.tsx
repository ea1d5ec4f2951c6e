import { Head } from '@inertiajs/react'
import { Entrance, linkLine, linkStyle } from '~/features/account/components/entrance'
import { ResetPasswordForm } from '~/features/account/components/reset_password_form'
import EntranceLayout from '~/layouts/entrance_layout'

/** Without a token the link was used or is too old. */
export default function ResetPassword({ token }: { token: string | null }) {
  return (
    <Entrance
      title={token === null ? 'This link does not work' : 'Choose a new password'}
      lead={
        token === null
          ? 'It was used or is too old.'
          : 'Your other devices are signed out when you save it.'
      }
    >
      <Head title="A new password" />
      {token === null ? (
        <p className={linkLine}>
          <a href="/forgot-password" className={linkStyle}>
            Ask for another
          </a>
        </p>
      ) : (
        <ResetPasswordForm token={token} />
      )}
    </Entrance>
  )
}

ResetPassword.layout = [EntranceLayout]
