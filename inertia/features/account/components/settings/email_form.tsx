import { useState } from 'react'
import { Button } from '~/components/button'
import { Notice } from '~/components/notice'
import { send } from '~/lib/account_requests'
import type { AccountFacts } from '../../account_facts'
import { useForm } from '../../use_form'
import { EmailField } from '../email_field'
import { useDisclosure } from '../../use_disclosure'
import { FormProblem } from '../form_problem'
import { PasswordField } from '../password_field'
import type { SignUpMail } from '../sign_up_form'
import { refreshAccount } from './name_form'

interface EmailFormProps {
  account: AccountFacts
  sendsMail: boolean
}

export function EmailForm({ account, sendsMail }: EmailFormProps) {
  const [mail, setMail] = useState<SignUpMail | null>(null)
  const { isOpen, wasOpen, open, close } = useDisclosure()
  const done = async (data: unknown) => {
    setMail((data as { mail: SignUpMail }).mail)
    close()
    await refreshAccount()
  }
  const change = useForm({
    send: ({ email, password }) => send('POST', '/account/email', { email, password }),
    onDone: done,
  })
  const resend = useForm({ send: () => send('POST', '/account/confirmation'), onDone: done })
  const { email, pendingEmail } = account
  return (
    <div className="space-y-3">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-56">
          <p className="font-[550]">E-mail address</p>
          <p className="truncate text-muted-foreground">{email ?? pendingEmail ?? 'None'}</p>
        </div>
        {!isOpen && (
          <Button autoFocus={wasOpen} onClick={open}>
            Change address
          </Button>
        )}
      </div>
      {mail === 'sent' && <Notice title={`A mail is on its way to ${pendingEmail ?? 'you'}`} />}
      {mail === 'failed' && (
        <Notice tone="warning" title="The mail server did not take the message">
          Nothing was lost. Try again in a while.
        </Notice>
      )}
      {pendingEmail && (
        <form onSubmit={resend.onSubmit} className="space-y-3">
          <FormProblem problem={resend.problem ?? resend.fields.email ?? null} />
          <p className="text-muted-foreground">
            {email
              ? `${pendingEmail} waits to be confirmed. Until then you sign in with ${email}.`
              : 'It waits to be confirmed. Until then you are signed in on this device only.'}
          </p>
          <Button type="submit" disabled={resend.isBusy}>
            {sendsMail ? 'Send the mail again' : 'Use this address'}
          </Button>
        </form>
      )}
      {isOpen && (
        <form onSubmit={change.onSubmit} noValidate className="max-w-md space-y-4">
          <FormProblem problem={change.problem} />
          <EmailField
            label="New e-mail address"
            autoComplete="email"
            problem={change.fields.email}
            autoFocus
          />
          <PasswordField label="Current password" kind="current" problem={change.fields.password} />
          <div className="flex gap-2">
            <Button type="submit" variant="primary" disabled={change.isBusy}>
              Save address
            </Button>
            <Button onClick={close}>Cancel</Button>
          </div>
        </form>
      )}
    </div>
  )
}
