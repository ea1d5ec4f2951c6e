import { Head } from '@inertiajs/react'
import { Notice } from '~/components/notice'
import { Entrance, linkLine, linkStyle } from '~/features/account/components/entrance'
import { SignInForm } from '~/features/account/components/sign_in_form'
import EntranceLayout from '~/layouts/entrance_layout'

interface SignInProps {
  canSignUp: boolean
  guestsAllowed: boolean
}

export default function SignIn({ canSignUp, guestsAllowed }: SignInProps) {
  const because = new URLSearchParams(window.location.search).get('because')
  const notice = because === null ? undefined : notices[because]
  return (
    <Entrance title="Sign in">
      <Head title="Sign in" />
      {notice && <Notice title={notice.title}>{notice.text}</Notice>}
      <SignInForm canSignUp={canSignUp} />
      <ul className="space-y-1.5 text-muted-foreground pointer-coarse:space-y-0">
        <li className={linkLine}>
          <a href="/forgot-password" className={linkStyle}>
            Forgot your password?
          </a>
        </li>
        {canSignUp && (
          <li className={`${linkLine} gap-1`}>
            New here?{' '}
            <a href="/sign-up" className={linkStyle}>
              Make an account
            </a>
          </li>
        )}
        {guestsAllowed && (
          <li className={linkLine}>
            <a href="/" className={linkStyle}>
              Go on without an account
            </a>
          </li>
        )}
      </ul>
    </Entrance>
  )
}

SignIn.layout = [EntranceLayout]

const notices: Readonly<Record<string, { title: string; text: string }>> = {
  revoked: {
    title: 'This device was signed out from another one',
    text: 'The chats that were kept here are removed. They are in your account.',
  },
  reset: {
    title: 'You have a new password',
    text: 'Sign in with it. All your other devices have to do the same.',
  },
  confirmed: {
    title: 'Your e-mail address is confirmed',
    text: 'You can sign in with it on any device.',
  },
}
