import { router } from '@inertiajs/react'
import { useState } from 'react'
import { Button } from '~/components/button'
import { SettingsCard, SettingsRow } from '~/components/settings_card'
import { send, type PostAnswer } from '~/lib/account_requests'
import type { DeviceFacts } from '../../account_facts'
import { FormProblem } from '../form_problem'

/** Where this person is signed in. */
export function Devices({ devices }: { devices: readonly DeviceFacts[] }) {
  const [busy, setBusy] = useState<string | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const others = devices.filter(({ isThis }) => !isThis)

  const end = async (id: string, request: () => Promise<PostAnswer>) => {
    setBusy(id)
    setProblem(null)
    const answer = await request()
    if (answer.type === 'unreachable') setProblem('The server cannot be reached. Nothing changed.')
    if (answer.type === 'refused') setProblem(answer.message ?? 'The server refused.')
    router.reload({ only: ['devices'], onFinish: () => setBusy(null) })
  }
  return (
    <section aria-labelledby="devices-title" className="mt-8">
      <h3 id="devices-title" className="font-[600]">
        Devices
      </h3>
      <p className="mt-1 mb-3 text-pretty text-muted-foreground">
        A device that you sign out removes its copy of your chats when it is online next. Text that
        it never synced is offered there as a download first.
      </p>
      <FormProblem problem={problem} />
      <SettingsCard>
        {devices.map((device) => (
          <SettingsRow
            key={device.id}
            title={
              <>
                {device.name}
                {device.isThis && (
                  <span className="ml-2 rounded-xs bg-success-soft px-1.5 py-0.5 text-xs text-success">
                    This device
                  </span>
                )}
              </>
            }
            control={
              !device.isThis && (
                <Button
                  aria-label={`Sign out ${device.name}`}
                  disabled={busy !== null}
                  onClick={() =>
                    void end(device.id, () => send('DELETE', `/account/sessions/${device.id}`))
                  }
                >
                  Sign out
                </Button>
              )
            }
          >
            {device.isThis
              ? since(device)
              : `Last seen ${time(device.lastSeenAt)}. ${since(device)}`}
          </SettingsRow>
        ))}
      </SettingsCard>
      {others.length > 1 && (
        <Button
          variant="danger"
          className="mt-3"
          disabled={busy !== null}
          onClick={() => void end('others', () => send('DELETE', '/account/sessions'))}
        >
          Sign out all {others.length} other devices
        </Button>
      )}
    </section>
  )
}

const format = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' })
const time = (at: number) => format.format(at)
const since = ({ signedInAt }: DeviceFacts) =>
  signedInAt === null ? '' : `Signed in ${time(signedInAt)}.`
