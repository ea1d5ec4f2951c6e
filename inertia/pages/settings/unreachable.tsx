import AppLayout from '~/layouts/app_layout'
import { PageUnreachable } from '~/layouts/page_unreachable'
import SettingsLayout from '~/layouts/settings_layout'

export default function SettingsUnreachable() {
  return <PageUnreachable />
}

SettingsUnreachable.layout = [AppLayout, SettingsLayout]
