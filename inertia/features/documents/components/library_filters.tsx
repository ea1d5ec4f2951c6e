import { Search } from 'lucide-react'
import { KeyCaps } from '~/components/key_caps'
import { Choice } from '~/components/choice'
import { Select } from '~/components/select'
import { typeLabel, type LibraryView } from '../library_list'
import type { LibraryDocument } from '../queries'

interface LibraryFiltersProps {
  view: LibraryView
  onView: (view: LibraryView) => void
  documents: readonly LibraryDocument[]
  projects: readonly { id: string; name: string }[]
}

const FEW_PROJECTS = 3

const states = [
  { value: '', name: 'Any state' },
  { value: 'ready', name: 'Ready' },
  { value: 'waiting', name: 'Not read yet' },
  { value: 'failed', name: 'Failed' },
] as const

export function LibraryFilters({ view, onView, documents, projects }: LibraryFiltersProps) {
  const types = [...new Set(documents.map(({ media_type }) => typeLabel(media_type)))].toSorted()
  const ofProjects = [
    { value: '', name: projects.length > FEW_PROJECTS ? 'Any project' : 'All' },
    ...projects.map(({ id, name }) => ({ value: id, name })),
    { value: 'none', name: 'No project' },
  ]
  const setProject = (project: string) => onView({ ...view, project })
  return (
    <div role="search" className="mt-5.5 mb-3 flex flex-wrap items-center gap-2">
      <label className="flex h-8.5 min-w-0 flex-1 basis-64 items-center gap-2 rounded-md border border-input bg-card px-2.5 focus-within:outline-2 focus-within:outline-ring pointer-coarse:h-11">
        <Search size={15} aria-hidden="true" className="shrink-0 text-muted-foreground" />
        <input
          type="search"
          aria-label="Search by name"
          placeholder="Search by name"
          value={view.words}
          maxLength={200}
          onChange={(event) => onView({ ...view, words: event.target.value })}
          className="min-w-0 flex-1 bg-transparent outline-none placeholder:text-muted-foreground pointer-coarse:text-base"
        />
        <span className="pointer-coarse:hidden">
          <KeyCaps keys={['/']} />
        </span>
      </label>
      {projects.length > FEW_PROJECTS && (
        <Select label="Project" value={view.project} options={ofProjects} onChange={setProject} />
      )}
      {projects.length > 0 && projects.length <= FEW_PROJECTS && (
        <Choice label="Project" value={view.project} options={ofProjects} onChange={setProject} />
      )}
      {types.length > 1 && (
        <Select
          label="Type"
          value={view.type}
          options={[
            { value: '', name: 'Any type' },
            ...types.map((type) => ({ value: type, name: type })),
          ]}
          onChange={(type) => onView({ ...view, type })}
        />
      )}
      <Select
        label="State"
        value={view.status}
        options={states}
        onChange={(status) => onView({ ...view, status })}
      />
    </div>
  )
}
