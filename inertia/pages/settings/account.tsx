import { Head } from '@inertiajs/react'
import type { AccountFacts, DeviceFacts } from '~/features/account/account_facts'
import { AccountSettings } from '~/features/account/components/settings/account_settings'
import AppLayout from '~/layouts/app_layout'
import SettingsLayout from '~/layouts/settings_layout'

interface AccountProps {
  account: AccountFacts
  devices: DeviceFacts[]
  sendsMail: boolean
}

export default function Account(props: AccountProps) {
  return (
    <>
      <Head title="Account" />
      <AccountSettings {...props} />
    </>
  )
}

Account.layout = [AppLayout, SettingsLayout]
