import { Button } from '~/components/button'
import { send } from '~/lib/account_requests'
import { useForm } from '../use_form'
import { FormProblem } from './form_problem'
import { PasswordField } from './password_field'

export function ResetPasswordForm({ token }: { token: string }) {
  const { isBusy, problem, fields, onSubmit } = useForm({
    send: ({ password }) => send('POST', `/reset-password/${token}`, { password }),
    onDone(data) {
      const { isSignedIn } = data as { isSignedIn: boolean }
      window.location.assign(isSignedIn ? '/chat' : '/sign-in?because=reset')
    },
  })
  return (
    <form onSubmit={onSubmit} noValidate className="space-y-5">
      <FormProblem problem={problem} />
      <PasswordField label="New password" kind="new" problem={fields.password} autoFocus />
      <Button type="submit" variant="primary" size="large" disabled={isBusy}>
        {isBusy ? 'Saving' : 'Save the new password'}
      </Button>
    </form>
  )
}
