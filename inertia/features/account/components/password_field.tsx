import { Eye, EyeOff } from 'lucide-react'
import { useState } from 'react'
import { IconButton } from '~/components/button'
import { TextField } from '~/components/text_field'

interface PasswordFieldProps {
  label?: string
  name?: string
  /** A password that is being chosen, or one that is known already. */
  kind: 'new' | 'current'
  problem?: string | undefined
  autoFocus?: boolean
}

export function PasswordField({ label, name, kind, problem, autoFocus }: PasswordFieldProps) {
  const [isShown, setIsShown] = useState(false)
  const Icon = isShown ? EyeOff : Eye
  return (
    <TextField
      label={label ?? 'Password'}
      name={name ?? 'password'}
      type={isShown ? 'text' : 'password'}
      autoComplete={kind === 'new' ? 'new-password' : 'current-password'}
      autoCapitalize="none"
      spellCheck={false}
      autoFocus={autoFocus}
      problem={problem}
      hint={
        kind === 'new' && !problem
          ? 'At least 10 characters. Any will do; several words are easy to remember.'
          : undefined
      }
      control={
        <IconButton
          label={isShown ? 'Hide password' : 'Show password'}
          aria-pressed={isShown}
          className="mr-0.5"
          onClick={() => setIsShown(!isShown)}
        >
          <Icon size={16} aria-hidden="true" />
        </IconButton>
      }
    />
  )
}
