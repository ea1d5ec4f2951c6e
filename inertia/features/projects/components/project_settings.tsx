import { useEffect, useRef, useState } from 'react'
import { fitsBytes, limits } from '#shared/limits'
import { Field, inputLook } from '~/components/field'
import { useLocalDatabase } from '~/livestore/hooks'
import { changeProject } from '../commands'
import type { Project } from '../queries'

interface ProjectSettingsProps {
  project: Project
  models: readonly { id: string; name: string }[]
}

const QUIET = 800

/** What all chats of a project start from. Kept a moment after the last key, and when it is left. */
export function ProjectSettings({ project, models }: ProjectSettingsProps) {
  const database = useLocalDatabase()
  const { id, instructions } = project
  const [typed, setTyped] = useState(instructions)
  const isTooLong = !fitsBytes(typed, limits.systemPromptBytes)
  const stored = useRef(instructions)
  const latest = useRef(typed)
  latest.current = typed

  // Another device changed it, and here nobody is writing.
  useEffect(() => {
    if (latest.current === stored.current) setTyped(instructions)
    stored.current = instructions
  }, [instructions])

  useEffect(() => {
    const save = () => {
      const text = latest.current.toWellFormed()
      if (text === stored.current || !fitsBytes(text, limits.systemPromptBytes)) return
      stored.current = text
      void changeProject(database, id, { instructions: text })
    }
    const timer = setTimeout(save, QUIET)
    addEventListener('pagehide', save)
    return () => {
      clearTimeout(timer)
      removeEventListener('pagehide', save)
    }
  }, [database, id, typed])
  // What was typed last is kept also when the page is left at once.
  useEffect(
    () => () => {
      const text = latest.current.toWellFormed()
      if (text === stored.current || !fitsBytes(text, limits.systemPromptBytes)) return
      void changeProject(database, id, { instructions: text })
    },
    [database, id]
  )

  const isUnknown = project.model !== null && models.every((model) => model.id !== project.model)
  return (
    <section aria-label="Settings of this project" className="space-y-6">
      <Field
        label="Instructions"
        hint="Told to the model in every chat of this project."
        problem={isTooLong ? 'This is longer than 50 kB. Nothing of the change is kept yet.' : null}
      >
        {(control) => (
          <textarea
            {...control}
            rows={8}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            placeholder="For example: answer in French, and name the page for every figure."
            className={`${inputLook} block field-sizing-content max-h-96 min-h-36 py-2 pointer-coarse:text-base`}
          />
        )}
      </Field>
      <Field label="Model" hint="What new chats of this project ask. Each chat can choose another.">
        {(control) => (
          <select
            {...control}
            value={project.model ?? ''}
            onChange={(event) =>
              void changeProject(database, id, { model: event.target.value || null })
            }
            className={`${inputLook} h-9 pointer-coarse:h-11`}
          >
            <option value="">As in other new chats</option>
            {isUnknown && <option value={project.model ?? ''}>{project.model}</option>}
            {models.map((model) => (
              <option key={model.id} value={model.id}>
                {model.name}
              </option>
            ))}
          </select>
        )}
      </Field>
    </section>
  )
}
