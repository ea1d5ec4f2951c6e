import { ButtonLink } from '~/components/button_link'
import { SettingsCard, SettingsHeading } from '~/components/settings_card'
import type { AccountFacts, DeviceFacts } from '../../account_facts'
import { linkStyle } from '../entrance'
import { Devices } from './devices'
import { EmailForm } from './email_form'
import { NameForm } from './name_form'
import { PasswordForm } from './password_form'

interface AccountSettingsProps {
  account: AccountFacts
  devices: readonly DeviceFacts[]
  sendsMail: boolean
}

export function AccountSettings({ account, devices, sendsMail }: AccountSettingsProps) {
  return (
    <>
      <SettingsHeading title="Account">
        {account.isGuest
          ? 'You are a guest. Your chats depend on this browser: if it forgets you, nobody can open them again.'
          : account.isOperator
            ? 'Who you are in this Loft, which you help to run.'
            : 'Who you are in this Loft, and where you are signed in.'}
      </SettingsHeading>
      {account.isGuest ? (
        <div className="space-y-3">
          <ButtonLink href="/sign-up">Make an account</ButtonLink>
          <p className="text-muted-foreground">
            Every chat stays. You have one already?{' '}
            <a href="/sign-in" className={linkStyle}>
              Sign in
            </a>{' '}
            to it; the guest’s chats are then removed from this browser.
          </p>
        </div>
      ) : (
        <SettingsCard>
          <div className="p-4">
            <NameForm username={account.username} />
          </div>
          <div className="p-4">
            <EmailForm account={account} sendsMail={sendsMail} />
          </div>
          <div className="p-4">
            <PasswordForm email={account.email ?? account.pendingEmail} />
          </div>
        </SettingsCard>
      )}
      <Devices devices={devices} />
    </>
  )
}
