import { useEffect, useState } from 'react'
import { Field, inputLook } from '~/components/field'

const MOST = 1_000_000

interface LengthFieldProps {
  value: number | undefined
  unset: string
  hint: string
  onChange: (value: number | undefined) => void
}

/** Keeps what is typed while it is no length yet. */
export function LengthField({ value, unset, hint, onChange }: LengthFieldProps) {
  const [text, setText] = useState(value?.toString() ?? '')
  useEffect(() => {
    setText((typed) => (lengthOf(typed) === value ? typed : (value?.toString() ?? '')))
  }, [value])
  const length = lengthOf(text)
  const problem =
    length === null ? `A whole number between 1 and ${MOST.toLocaleString('en-GB')}.` : null

  const type = (typed: string) => {
    setText(typed)
    const next = lengthOf(typed)
    if (next !== null) onChange(next)
  }
  return (
    <Field label="Longest answer" hint={hint} problem={problem}>
      {(control) => (
        <input
          {...control}
          inputMode="numeric"
          placeholder={unset}
          value={text}
          onChange={(event) => type(event.target.value)}
          className={`h-8 tabular-nums pointer-coarse:h-11 ${inputLook}`}
        />
      )}
    </Field>
  )
}

/** undefined for an empty field; null for what is no length. */
function lengthOf(text: string): number | undefined | null {
  const digits = text.replaceAll(/[\s,.’']/g, '')
  if (digits === '') return undefined
  const value = Number(digits)
  return /^\d+$/.test(digits) && value >= 1 && value <= MOST ? value : null
}
