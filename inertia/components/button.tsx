import type { ComponentProps } from 'react'

const variants = {
  primary:
    'bg-primary text-primary-foreground shadow-xs hover:bg-primary-hover disabled:bg-secondary disabled:text-muted-foreground',
  outline:
    'border border-border-strong bg-card text-card-foreground shadow-xs hover:bg-accent disabled:bg-secondary disabled:text-muted-foreground',
  ghost: 'text-muted-foreground hover:bg-accent hover:text-foreground',
  danger:
    'border border-border-strong bg-card text-destructive shadow-xs hover:bg-destructive-soft',
}

const sizes = {
  small:
    'h-7 px-2.5 text-xs rounded-sm pointer-coarse:h-11 pointer-coarse:px-3.5 pointer-coarse:text-sm pointer-coarse:rounded-md',
  medium: 'h-8 px-3 text-sm rounded-md pointer-coarse:h-11',
  large: 'h-11 px-5 text-base rounded-lg',
}

interface ButtonProps extends ComponentProps<'button'> {
  variant?: keyof typeof variants
  size?: keyof typeof sizes
}

export function Button({
  variant = 'outline',
  size = 'medium',
  className = '',
  ...rest
}: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      className={`inline-flex shrink-0 items-center justify-center gap-1.5 font-[550] whitespace-nowrap transition-colors active:scale-97 ${variants[variant]} ${sizes[size]} ${className}`}
    />
  )
}

interface IconButtonProps extends ComponentProps<'button'> {
  /** Its name, shown as a tooltip; may end with the shortcut. */
  label: string
}

export function IconButton({ label, className = '', ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      {...rest}
      className={`grid size-8 shrink-0 place-items-center rounded-md text-muted-foreground transition-colors hover:bg-accent hover:text-foreground active:scale-97 disabled:opacity-45 pointer-coarse:size-11 ${className}`}
    />
  )
}
