import { Button } from '~/components/button'
import { send } from '~/lib/account_requests'
import { useForm } from '../use_form'
import { FormProblem } from './form_problem'
import { PasswordField } from './password_field'

interface VerifyFormProps {
  token: string
  email: string
  /** On another device than the one that signed up, the link alone is not enough. */
  needsPassword: boolean
}

export function VerifyForm({ token, email, needsPassword }: VerifyFormProps) {
  const { isBusy, problem, fields, onSubmit } = useForm({
    send: ({ password }) => send('POST', `/verify/${token}`, { password: password ?? null }),
    onDone(data) {
      const { isSignedIn } = data as { isSignedIn: boolean }
      window.location.assign(isSignedIn ? '/chat' : '/sign-in?because=confirmed')
    },
  })
  return (
    <form onSubmit={onSubmit} noValidate className="space-y-5">
      <FormProblem problem={problem} />
      {needsPassword && (
        <>
          <p className="text-muted-foreground">
            Enter the password that was chosen at sign-up. If you did not sign up, close this page.
          </p>
          {/* Password managers find the account by it. */}
          <input type="text" autoComplete="username" value={email} readOnly hidden />
          <PasswordField kind="current" problem={fields.password} autoFocus />
        </>
      )}
      <Button type="submit" variant="primary" size="large" disabled={isBusy}>
        {isBusy ? 'Confirming' : 'Confirm this address'}
      </Button>
    </form>
  )
}
