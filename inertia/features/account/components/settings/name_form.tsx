import { router } from '@inertiajs/react'
import { useState } from 'react'
import { Button } from '~/components/button'
import { TextField } from '~/components/text_field'
import { fetchBootstrap, send } from '~/lib/account_requests'
import { storeBootstrap } from '~/lib/bootstrap_cache'
import { useForm } from '../../use_form'
import { FormProblem } from '../form_problem'

export function NameForm({ username }: { username: string | null }) {
  const [isSaved, setIsSaved] = useState(false)
  const { isBusy, problem, fields, onSubmit } = useForm({
    send: (values) => send('PATCH', '/account', { username: values.username ?? '' }),
    async onDone() {
      setIsSaved(true)
      await refreshAccount()
    },
  })
  return (
    <form onSubmit={onSubmit} noValidate className="space-y-3" onChange={() => setIsSaved(false)}>
      <FormProblem problem={problem} />
      <TextField
        label="Name"
        name="username"
        defaultValue={username ?? ''}
        autoComplete="name"
        maxLength={60}
        problem={fields.username}
        hint="Shown in your own Loft only."
      />
      <div className="flex items-center gap-3">
        <Button type="submit" disabled={isBusy}>
          Save name
        </Button>
        <span role="status" className="text-muted-foreground">
          {isSaved && 'Saved'}
        </span>
      </div>
    </form>
  )
}

/** Shows and keeps what has changed on the server. */
export async function refreshAccount(): Promise<void> {
  router.reload({ only: ['account', 'devices'] })
  const fresh = await fetchBootstrap()
  if (fresh.type === 'bootstrap') await storeBootstrap(fresh.bootstrap)
}
