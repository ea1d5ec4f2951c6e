import { Head } from '@inertiajs/react'
import { Entrance, linkLine, linkStyle } from '~/features/account/components/entrance'
import { ForgotPasswordForm } from '~/features/account/components/forgot_password_form'
import EntranceLayout from '~/layouts/entrance_layout'

export default function ForgotPassword({ sendsMail }: { sendsMail: boolean }) {
  return (
    <Entrance
      title="A new password"
      lead={
        sendsMail
          ? 'A mail with a link lets you choose a new one.'
          : 'This Loft sends no mail. Ask its operator for a link with which you can choose a new password.'
      }
    >
      <Head title="A new password" />
      {sendsMail && <ForgotPasswordForm />}
      <p className={linkLine}>
        <a href="/sign-in" className={linkStyle}>
          Back to sign-in
        </a>
      </p>
    </Entrance>
  )
}

ForgotPassword.layout = [EntranceLayout]
