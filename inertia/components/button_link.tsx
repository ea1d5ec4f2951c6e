import type { ComponentProps } from 'react'

const variants = {
  primary: 'bg-primary text-primary-foreground shadow-xs hover:bg-primary-hover',
  outline: 'border border-border-strong bg-card text-card-foreground shadow-xs hover:bg-accent',
}

interface ButtonLinkProps extends ComponentProps<'a'> {
  variant?: keyof typeof variants
}

/** Goes somewhere, and looks like what is pressed. */
export function ButtonLink({ variant = 'outline', className = '', ...rest }: ButtonLinkProps) {
  return (
    <a
      {...rest}
      className={`inline-flex h-8 items-center rounded-md px-3 text-sm font-[550] whitespace-nowrap pointer-coarse:h-11 ${variants[variant]} ${className}`}
    />
  )
}
