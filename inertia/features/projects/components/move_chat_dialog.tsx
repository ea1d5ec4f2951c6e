import { useMemo, useState } from 'react'
import { Button } from '~/components/button'
import { Dialog } from '~/components/dialog'
import { ProjectChoice } from '~/components/project_choice'
import { TextField } from '~/components/text_field'
import { useLiveQuery, useLocalDatabase } from '~/livestore/hooks'
import { createProject, moveChat, projectName } from '../commands'
import { allProjects, chatRow } from '../queries'

interface MoveChatDialogProps {
  chatId: string
  onClose: () => void
}

/** Into which project a chat goes; a new one can be named on the way. */
export default function MoveChatDialog({ chatId, onClose }: MoveChatDialogProps) {
  const database = useLocalDatabase()
  const chat = useLiveQuery(useMemo(() => chatRow(chatId), [chatId])).at(0)
  const projects = useLiveQuery(allProjects)
  const [chosen, setChosen] = useState(chat?.project_id ?? null)
  const [typed, setTyped] = useState('')
  const name = projectName(typed)
  const move = () => {
    const projectId = name === '' ? chosen : createProject(database, name)
    if (projectId !== (chat?.project_id ?? null)) void moveChat(database, chatId, projectId)
    onClose()
  }
  return (
    <Dialog
      title={`Move “${chat?.title ?? 'New chat'}”`}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" onClick={move}>
            {name === '' ? 'Move' : 'Make it and move'}
          </Button>
        </>
      }
    >
      <p>In a project the chat has its instructions, and may ask about its documents.</p>
      {projects.length > 0 && (
        <ProjectChoice projects={projects} value={chosen} onChange={setChosen} />
      )}
      <form
        className="pt-1 text-foreground"
        onSubmit={(event) => {
          event.preventDefault()
          move()
        }}
      >
        <TextField
          label={projects.length > 0 ? 'Or a new project' : 'Name of the first project'}
          value={typed}
          maxLength={200}
          onChange={(event) => setTyped(event.target.value)}
        />
      </form>
    </Dialog>
  )
}
