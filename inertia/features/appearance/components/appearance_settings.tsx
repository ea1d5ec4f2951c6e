import { Monitor, Moon, Sun } from 'lucide-react'
import { Choice, type Option } from '~/components/choice'
import { SettingsCard, SettingsRow } from '~/components/settings_card'
import { setAppearance, useAppearance, type TextSize, type Theme } from '~/lib/appearance'

const icon = { 'size': 14, 'aria-hidden': true } as const

const themeOptions: readonly Option<Theme>[] = [
  { value: 'system', name: 'System', icon: <Monitor {...icon} /> },
  { value: 'light', name: 'Light', icon: <Sun {...icon} /> },
  { value: 'dark', name: 'Dark', icon: <Moon {...icon} /> },
]

const sizeOptions: readonly Option<TextSize>[] = [
  { value: 'small', name: 'Small' },
  { value: 'normal', name: 'Normal' },
  { value: 'large', name: 'Large' },
  { value: 'larger', name: 'Larger' },
]

export function AppearanceSettings() {
  const { theme, textSize } = useAppearance()
  return (
    <>
      <SettingsCard>
        <SettingsRow
          title="Theme"
          control={
            <Choice
              label="Theme"
              options={themeOptions}
              value={theme}
              onChange={(value) => setAppearance({ theme: value })}
            />
          }
        >
          {theme === 'system' ? 'As this device has it' : 'Always, on this device'}
        </SettingsRow>
        <SettingsRow
          title="Text size"
          control={
            <Choice
              label="Text size"
              options={sizeOptions}
              value={textSize}
              onChange={(value) => setAppearance({ textSize: value })}
            />
          }
        >
          Everything grows along
        </SettingsRow>
      </SettingsCard>
      <p
        aria-hidden="true"
        className="mt-6 ml-auto w-fit max-w-[82%] rounded-2xl rounded-br-[5px] bg-secondary px-4 py-2.5 text-read"
      >
        How large is this?
      </p>
      <p aria-hidden="true" className="mt-4 text-read">
        As large as every question and answer will be.
      </p>
    </>
  )
}
