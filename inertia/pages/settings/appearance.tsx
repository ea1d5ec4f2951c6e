import { Head } from '@inertiajs/react'
import AppLayout from '~/layouts/app_layout'
import SettingsLayout from '~/layouts/settings_layout'

export default function Appearance() {
  return (
    <>
      <Head title="Appearance" />
      <h2 className="text-lg font-[600]">Appearance</h2>
      <p className="mt-1 text-muted-foreground">There is nothing to set here yet.</p>
    </>
  )
}

Appearance.layout = [AppLayout, SettingsLayout]
