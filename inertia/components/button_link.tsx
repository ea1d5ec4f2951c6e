import type { ComponentProps } from 'react'

const variants = {
  primary: 'bg-primary text-primary-foreground shadow-xs hover:bg-primary-hover',
  outline: 'border border-border-strong bg-card text-card-foreground shadow-xs hover:bg-accent',
}

const sizes = {
  medium: 'h-8 gap-1.5 rounded-md px-3 text-sm pointer-coarse:h-11',
  large: 'h-11 gap-2 rounded-lg px-5 text-base',
}

interface ButtonLinkProps extends ComponentProps<'a'> {
  variant?: keyof typeof variants
  size?: keyof typeof sizes
}

/** A link that is what one does next: looks like what is pressed. */
export function ButtonLink(props: ButtonLinkProps) {
  const { variant = 'primary', size = 'large', className = '', ...rest } = props
  return (
    <a
      {...rest}
      className={`inline-flex items-center font-[550] whitespace-nowrap ${variants[variant]} ${sizes[size]} ${className}`}
    />
  )
}
