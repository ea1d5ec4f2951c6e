import { useState, type FormEvent } from 'react'
import type { PostAnswer } from '~/lib/account_requests'

type Values = Readonly<Record<string, string>>

interface FormOptions {
  /** Null when nothing was sent, because somebody changed their mind. */
  send: (values: Values) => Promise<PostAnswer | null>
  /** The server did it. The form stays busy when this goes to another page and never resolves. */
  onDone: (data: unknown) => Promise<void> | void
}

export interface Form {
  isBusy: boolean
  /** What is wrong with the whole; a field's own sentence stands beside the field. */
  problem: string | null
  fields: Readonly<Record<string, string>>
  onSubmit: (event: FormEvent<HTMLFormElement>) => void
}

const UNREACHABLE = 'The server cannot be reached. Nothing was changed; try again in a moment.'

/** A form whose server answers with sentences. What was typed stays in its fields, whatever happens. */
export function useForm({ send, onDone }: FormOptions): Form {
  const [isBusy, setIsBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const [fields, setFields] = useState<Form['fields']>({})

  const submit = async (form: HTMLFormElement) => {
    setIsBusy(true)
    setProblem(null)
    setFields({})
    try {
      const answer = await send(valuesOf(form))
      if (answer?.type === 'done') return await onDone(answer.data)
      if (answer?.type === 'unreachable') setProblem(UNREACHABLE)
      if (answer?.type !== 'refused') return
      const named = Object.keys(answer.fields)
      setFields(answer.fields)
      const isShownBeside = named.some((name) => form.elements.namedItem(name) !== null)
      if (!isShownBeside) setProblem(answer.message ?? `The server refused (${answer.status}).`)
      focusOn(form, named[0])
    } finally {
      setIsBusy(false)
    }
  }
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (!isBusy) void submit(event.currentTarget)
  }
  return { isBusy, problem, fields, onSubmit }
}

function valuesOf(form: HTMLFormElement): Values {
  const entries = [...new FormData(form)].filter(([, value]) => typeof value === 'string')
  return Object.fromEntries(entries) as Values
}

function focusOn(form: HTMLFormElement, name: string | undefined): void {
  const field = name === undefined ? null : form.elements.namedItem(name)
  if (field instanceof HTMLInputElement) field.focus()
}
