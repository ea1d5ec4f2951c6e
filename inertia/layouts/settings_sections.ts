import { HardDrive, KeyRound, Monitor, User, type LucideIcon } from 'lucide-react'

export interface SettingsSection {
  path: string
  name: string
  Icon: LucideIcon
}

/** The pages of the settings in the order of their list. A new page adds itself here. */
export const settingsSections: readonly SettingsSection[] = [
  { path: '/settings/account', name: 'Account', Icon: User },
  { path: '/settings/appearance', name: 'Appearance', Icon: Monitor },
  { path: '/settings/keys', name: 'Keys and models', Icon: KeyRound },
  { path: '/settings/device', name: 'This device', Icon: HardDrive },
]
