import { useId, type ReactNode } from 'react'

interface FieldProps {
  label: string
  /** What it does, in one line. */
  hint?: ReactNode
  /** Why the value cannot be taken. */
  problem?: string | null
  /** At the right of the label: the value in words, or a button. */
  aside?: ReactNode
  children: (control: {
    'id': string
    'aria-describedby': string
    'aria-invalid': boolean
  }) => ReactNode
}

export function Field({ label, hint, problem, aside, children }: FieldProps) {
  const id = useId()
  return (
    <div>
      <div className="mb-1.5 flex min-h-6 items-center gap-2">
        <label htmlFor={id} className="font-[550]">
          {label}
        </label>
        {aside && (
          <div className="ml-auto flex items-center gap-1 text-muted-foreground">{aside}</div>
        )}
      </div>
      {children({ id, 'aria-describedby': `${id}-hint`, 'aria-invalid': Boolean(problem) })}
      <p
        id={`${id}-hint`}
        className={`mt-1.5 text-xs empty:hidden ${problem ? 'text-destructive' : 'text-muted-foreground'}`}
      >
        {problem ?? hint}
      </p>
    </div>
  )
}

export const inputLook =
  'w-full rounded-md border border-input bg-card px-2.5 text-sm outline-none placeholder:text-muted-foreground focus-visible:border-ring focus-visible:ring-2 focus-visible:ring-ring/30 aria-invalid:border-destructive'
