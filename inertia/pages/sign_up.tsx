import { Head } from '@inertiajs/react'
import { useState, type ReactNode } from 'react'
import { ButtonLink } from '~/components/button_link'
import { Notice } from '~/components/notice'
import { Entrance, linkLine, linkStyle } from '~/features/account/components/entrance'
import { SignUpForm, type SignUpMail } from '~/features/account/components/sign_up_form'
import EntranceLayout from '~/layouts/entrance_layout'

interface SignUpProps {
  mode: 'open' | 'invite' | 'closed'
  invitation: { token: string; email: string | null } | null
  isInvitationGone: boolean
  guestId: string | null
  sendsMail: boolean
}

export default function SignUp(props: SignUpProps) {
  const { mode, invitation, isInvitationGone, guestId } = props
  const [mail, setMail] = useState<{ outcome: SignUpMail; email: string } | null>(null)
  if (mail) return <AfterSignUp {...mail} />
  if (isInvitationGone) {
    return (
      <NoSignUp title="This invitation does not work">
        It was used or is older than 7 days. Ask for another.
      </NoSignUp>
    )
  }
  if (mode === 'closed') {
    return <NoSignUp title="This Loft makes no new accounts">Ask its operator for one.</NoSignUp>
  }
  if (mode === 'invite' && invitation === null) {
    return (
      <NoSignUp title="You need an invitation">
        Ask the operator of this Loft, and open the link you get.
      </NoSignUp>
    )
  }
  return (
    <Entrance
      title={guestId === null ? 'Make an account' : 'Keep your chats'}
      lead={
        guestId === null
          ? 'With an account your chats are on every device you sign in on.'
          : 'The guest becomes an account. Every chat stays, and you can sign in on other devices.'
      }
    >
      <Head title="Sign up" />
      <SignUpForm {...props} onMail={(outcome, email) => setMail({ outcome, email })} />
      <SignInLine />
    </Entrance>
  )
}

SignUp.layout = [EntranceLayout]

function AfterSignUp({ outcome, email }: { outcome: SignUpMail; email: string }) {
  const isSent = outcome === 'sent'
  return (
    <Entrance title={isSent ? 'Check your mail' : 'Your account is made'}>
      <Head title="Sign up" />
      {!isSent && (
        <Notice tone="warning" title="The mail server did not take the message">
          So nothing was sent. Your account and your chats are as they should be.
        </Notice>
      )}
      <p className="text-base text-pretty">
        {isSent
          ? `A link is on its way to ${email}. Open it to confirm that the address is yours. Until then you are signed in on this device only.`
          : `You are signed in on this device. Before you can sign in elsewhere, ${email} has to be confirmed: ask for the mail again in Settings, Account.`}
      </p>
      <ButtonLink href="/chat">Go to your chats</ButtonLink>
    </Entrance>
  )
}

function NoSignUp({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Entrance title={title} lead={children}>
      <Head title="Sign up" />
      <SignInLine />
    </Entrance>
  )
}

function SignInLine() {
  return (
    <p className={`${linkLine} gap-1 text-muted-foreground`}>
      You have an account?{' '}
      <a href="/sign-in" className={linkStyle}>
        Sign in
      </a>
    </p>
  )
}
