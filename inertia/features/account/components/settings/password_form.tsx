import { useState } from 'react'
import { Button } from '~/components/button'
import { Notice } from '~/components/notice'
import { send } from '~/lib/account_requests'
import { useForm } from '../../use_form'
import { useDisclosure } from '../../use_disclosure'
import { FormProblem } from '../form_problem'
import { PasswordField } from '../password_field'
import { refreshAccount } from './name_form'

export function PasswordForm({ email }: { email: string | null }) {
  const { isOpen, wasOpen, open, close } = useDisclosure()
  const [isChanged, setIsChanged] = useState(false)
  const { isBusy, problem, fields, onSubmit } = useForm({
    send: ({ current, password }) => send('POST', '/account/password', { current, password }),
    async onDone() {
      close()
      setIsChanged(true)
      await refreshAccount()
    },
  })
  return (
    <div className="space-y-3">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-56">
          <p className="font-[550]">Password</p>
          <p className="text-muted-foreground">Other devices stay signed in when you change it.</p>
        </div>
        {!isOpen && (
          <Button autoFocus={wasOpen} onClick={open}>
            Change password
          </Button>
        )}
      </div>
      {isChanged && !isOpen && <Notice title="Your password is changed" />}
      {isOpen && (
        <form onSubmit={onSubmit} noValidate className="max-w-md space-y-4">
          <FormProblem problem={problem} />
          {/* Password managers find the account by it. */}
          <input type="text" autoComplete="username" value={email ?? ''} readOnly hidden />
          <PasswordField
            label="Current password"
            name="current"
            kind="current"
            problem={fields.current}
            autoFocus
          />
          <PasswordField label="New password" kind="new" problem={fields.password} />
          <div className="flex gap-2">
            <Button type="submit" variant="primary" disabled={isBusy}>
              Save password
            </Button>
            <Button onClick={close}>Cancel</Button>
          </div>
        </form>
      )}
    </div>
  )
}
