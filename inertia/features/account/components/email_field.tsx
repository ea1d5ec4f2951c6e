import { TextField } from '~/components/text_field'

interface EmailFieldProps {
  label?: string
  problem?: string | undefined
  defaultValue?: string
  isFixed?: boolean
  hint?: string | undefined
  autoFocus?: boolean
  autoComplete?: 'username' | 'email'
}

export function EmailField({ label, isFixed, ...rest }: EmailFieldProps) {
  return (
    <TextField
      label={label ?? 'E-mail address'}
      name="email"
      type="email"
      inputMode="email"
      autoComplete="username"
      autoCapitalize="none"
      spellCheck={false}
      readOnly={isFixed}
      {...rest}
    />
  )
}
