import { useRef } from 'react'
import { Button } from '~/components/button'
import { Notice } from '~/components/notice'
import { send } from '~/lib/account_requests'
import { moveIn } from '../enter'
import type { Resident } from '../resident'
import { useForm } from '../use_form'
import { useReplacement } from '../use_replacement'
import { EmailField } from './email_field'
import { linkStyle } from './entrance'
import { FormProblem } from './form_problem'
import { PasswordField } from './password_field'

const normalised = (email = '') => email.trim().toLowerCase()

export function SignInForm({ canSignUp }: { canSignUp: boolean }) {
  const { resident, ask, dialog } = useReplacement('Sign in and remove them', canSignUp)
  const before = useRef<{ resident: Resident | null; isLeaving: boolean }>(null)
  const { isBusy, problem, fields, onSubmit } = useForm({
    async send({ email, password }) {
      const { goesOn, ...whoWasHere } = await ask(
        ({ bootstrap: { user } }) =>
          !user.isGuest && normalised(user.email ?? '') === normalised(email)
      )
      before.current = whoWasHere
      return goesOn ? send('POST', '/sign-in', { email, password }) : null
    },
    onDone: () => moveIn(before.current?.resident ?? null, before.current?.isLeaving ?? false),
  })
  const user = resident?.bootstrap.user
  return (
    <form onSubmit={onSubmit} noValidate className="space-y-5">
      {user?.isGuest && (
        <Notice title="This browser holds a guest’s chats">
          Signing in removes them.{' '}
          {canSignUp && (
            <a href="/sign-up" className={linkStyle}>
              Make an account out of the guest
            </a>
          )}{' '}
          {canSignUp && 'to keep them.'}
        </Notice>
      )}
      <FormProblem problem={problem} />
      <EmailField
        key={user?.email ?? ''}
        defaultValue={user?.email ?? ''}
        problem={fields.email}
        autoFocus
      />
      <PasswordField kind="current" problem={fields.password} />
      <Button type="submit" variant="primary" size="large" disabled={isBusy}>
        {isBusy ? 'Signing in' : 'Sign in'}
      </Button>
      {dialog}
    </form>
  )
}
