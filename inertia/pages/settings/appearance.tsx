import { Head } from '@inertiajs/react'
import { SettingsHeading } from '~/components/settings_card'
import { AppearanceSettings } from '~/features/appearance/components/appearance_settings'
import AppLayout from '~/layouts/app_layout'
import SettingsLayout from '~/layouts/settings_layout'

export default function Appearance() {
  return (
    <>
      <Head title="Appearance" />
      <SettingsHeading title="Appearance">
        How Loft looks on this device. Other devices keep their own.
      </SettingsHeading>
      <AppearanceSettings />
    </>
  )
}

Appearance.layout = [AppLayout, SettingsLayout]
