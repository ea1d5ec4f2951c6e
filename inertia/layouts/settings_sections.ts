import { HardDrive, KeyRound, Monitor, User, type LucideIcon } from 'lucide-react'

export interface SettingsSection {
  path: string
  name: string
  /** How a command calls the page where the name alone says too little. */
  command?: string
  Icon: LucideIcon
}

/** The pages of the settings in the order of their list. A new page adds itself here. */
export const settingsSections: readonly SettingsSection[] = [
  { path: '/settings/account', name: 'Account', command: 'Account settings', Icon: User },
  {
    path: '/settings/appearance',
    name: 'Appearance',
    command: 'Appearance settings',
    Icon: Monitor,
  },
  { path: '/settings/keys', name: 'Keys and models', Icon: KeyRound },
  {
    path: '/settings/device',
    name: 'This device',
    command: 'Settings of this device',
    Icon: HardDrive,
  },
]
