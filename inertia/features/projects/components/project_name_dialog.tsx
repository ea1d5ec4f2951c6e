import { useState } from 'react'
import { Button } from '~/components/button'
import { Dialog } from '~/components/dialog'
import { TextField } from '~/components/text_field'
import { projectName } from '../commands'

interface ProjectNameDialogProps {
  title: string
  action: string
  name: string
  onName: (name: string) => void
  onClose: () => void
}

export function ProjectNameDialog(props: ProjectNameDialogProps) {
  const { title, action, name, onName, onClose } = props
  const [typed, setTyped] = useState(name)
  const given = projectName(typed)
  const save = () => {
    if (given === '') return
    onName(given)
    onClose()
  }
  return (
    <Dialog
      title={title}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" disabled={given === ''} onClick={save}>
            {action}
          </Button>
        </>
      }
    >
      <form
        className="text-foreground"
        onSubmit={(event) => {
          event.preventDefault()
          save()
        }}
      >
        <TextField
          label="Name"
          autoFocus
          value={typed}
          maxLength={200}
          onChange={(event) => setTyped(event.target.value)}
        />
      </form>
    </Dialog>
  )
}
