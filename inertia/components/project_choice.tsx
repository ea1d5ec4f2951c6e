import { useId } from 'react'

interface ProjectChoiceProps {
  projects: readonly { id: string; name: string }[]
  value: string | null
  onChange: (projectId: string | null) => void
}

/** One project of all, or none. */
export function ProjectChoice({ projects, value, onChange }: ProjectChoiceProps) {
  const name = useId()
  const options = [{ id: null, name: 'No project' }, ...projects]
  return (
    <fieldset className="-mx-2 max-h-72 overflow-y-auto text-foreground">
      <legend className="sr-only">Project</legend>
      {options.map((option) => (
        <label
          key={option.id ?? 'none'}
          className="flex h-9 cursor-pointer items-center gap-2.5 rounded-md px-2 hover:bg-accent has-focus-visible:outline-2 has-focus-visible:outline-ring pointer-coarse:h-11"
        >
          <input
            type="radio"
            name={name}
            checked={option.id === value}
            onChange={() => onChange(option.id)}
          />
          <span className={`truncate ${option.id === null ? 'text-muted-foreground' : ''}`}>
            {option.name}
          </span>
        </label>
      ))}
    </fieldset>
  )
}
