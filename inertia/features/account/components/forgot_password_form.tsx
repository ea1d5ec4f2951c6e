import { useState } from 'react'
import { Button } from '~/components/button'
import { Notice } from '~/components/notice'
import { send } from '~/lib/account_requests'
import { useForm } from '../use_form'
import { EmailField } from './email_field'
import { FormProblem } from './form_problem'

export function ForgotPasswordForm() {
  const [isSent, setIsSent] = useState(false)
  const { isBusy, problem, fields, onSubmit } = useForm({
    send: ({ email }) => send('POST', '/forgot-password', { email }),
    onDone: () => setIsSent(true),
  })
  return (
    <form onSubmit={onSubmit} noValidate className="space-y-5">
      <FormProblem problem={problem} />
      {isSent && (
        <Notice title="A mail is on its way">
          Its link works for an hour. It says so when the address has no account here.
        </Notice>
      )}
      <EmailField problem={fields.email} autoFocus />
      <Button type="submit" variant="primary" size="large" disabled={isBusy}>
        {isBusy ? 'Sending' : isSent ? 'Send again' : 'Send the link'}
      </Button>
    </form>
  )
}
