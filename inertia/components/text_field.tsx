import { useId, type ComponentProps, type ReactNode } from 'react'

interface TextFieldProps extends Omit<ComponentProps<'input'>, 'id'> {
  label: string
  /** What is wrong with it, as a sentence. */
  problem?: string | undefined
  /** What helps to fill it in. */
  hint?: ReactNode
  /** At the right, inside the frame. */
  control?: ReactNode
}

/** A field with its label above and its sentences below. */
export function TextField({ label, problem, hint, control, ...rest }: TextFieldProps) {
  const id = useId()
  const notes = [problem && `${id}-problem`, hint && `${id}-hint`].filter(Boolean).join(' ')
  return (
    <div>
      <label htmlFor={id} className="block font-[550]">
        {label}
      </label>
      <div
        className={`mt-1.5 flex items-center rounded-md border bg-card focus-within:outline-2 focus-within:outline-offset-1 focus-within:outline-ring ${problem ? 'border-destructive' : 'border-input'}`}
      >
        <input
          {...rest}
          id={id}
          aria-invalid={problem ? true : undefined}
          aria-describedby={notes || undefined}
          className="h-9 min-w-0 flex-1 rounded-md bg-transparent px-3 text-sm outline-none read-only:text-muted-foreground pointer-coarse:h-11 pointer-coarse:text-base"
        />
        {control}
      </div>
      {problem && (
        <p id={`${id}-problem`} className="mt-1.5 text-destructive">
          {problem}
        </p>
      )}
      {hint && (
        <p id={`${id}-hint`} className="mt-1.5 text-xs text-muted-foreground">
          {hint}
        </p>
      )}
    </div>
  )
}
