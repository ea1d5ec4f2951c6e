import { useRef } from 'react'
import { Button } from '~/components/button'
import { TextField } from '~/components/text_field'
import { send } from '~/lib/account_requests'
import { moveIn } from '../enter'
import type { Resident } from '../resident'
import { useForm } from '../use_form'
import { useReplacement } from '../use_replacement'
import { EmailField } from './email_field'
import { FormProblem } from './form_problem'
import { PasswordField } from './password_field'

/** What became of the mail that confirms the address. */
export type SignUpMail = 'sent' | 'failed' | 'none'

interface SignUpFormProps {
  invitation: { token: string; email: string | null } | null
  /** The guest of this session, who becomes the account. */
  guestId: string | null
  sendsMail: boolean
  onMail: (mail: SignUpMail, email: string) => void
}

export function SignUpForm({ invitation, guestId, sendsMail, onMail }: SignUpFormProps) {
  const { ask, dialog } = useReplacement('Sign up and remove them', false)
  const before = useRef<{ resident: Resident | null; isLeaving: boolean }>(null)
  const typed = useRef('')
  const { isBusy, problem, fields, onSubmit } = useForm({
    async send({ email = '', password, username }) {
      const { goesOn, ...whoWasHere } = await ask(({ bootstrap }) => bootstrap.user.id === guestId)
      before.current = whoWasHere
      typed.current = email
      const body = { email, password, username, invitation: invitation?.token ?? null }
      return goesOn ? send('POST', '/sign-up', body) : null
    },
    async onDone(data) {
      const { mail } = data as { mail: SignUpMail }
      await moveIn(
        before.current?.resident ?? null,
        before.current?.isLeaving ?? false,
        mail === 'none'
      )
      // That a mail is on its way, or is not, has to be read before the chats open.
      if (mail !== 'none') onMail(mail, typed.current)
    },
  })
  const isFixed = Boolean(invitation?.email)
  return (
    <form onSubmit={onSubmit} noValidate className="space-y-5">
      <FormProblem problem={problem} />
      <TextField
        label="Name (optional)"
        name="username"
        autoComplete="name"
        maxLength={60}
        problem={fields.username}
      />
      <EmailField
        defaultValue={invitation?.email ?? ''}
        isFixed={isFixed}
        problem={fields.email}
        hint={sendsMail && !isFixed ? 'A mail with a link confirms it.' : undefined}
        autoFocus={!isFixed}
      />
      <PasswordField kind="new" problem={fields.password} />
      <Button type="submit" variant="primary" size="large" disabled={isBusy}>
        {isBusy ? 'Signing up' : guestId === null ? 'Sign up' : 'Make this an account'}
      </Button>
      {dialog}
    </form>
  )
}
