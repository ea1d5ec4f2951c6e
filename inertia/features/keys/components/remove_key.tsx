import { Button } from '~/components/button'
import { Dialog } from '~/components/dialog'

interface RemoveKeyProps {
  title: string
  hint: string
  onRemove: () => void
  onClose: () => void
}

/** Asked first, for once: a key that is gone cannot be brought back from here. */
export function RemoveKey({ title, hint, onRemove, onClose }: RemoveKeyProps) {
  return (
    <Dialog
      title={`Remove ${title}?`}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Keep</Button>
          <Button variant="danger" onClick={onRemove}>
            Remove
          </Button>
        </>
      }
    >
      <p>
        {hint === ''
          ? 'Its address is deleted here. '
          : `The key ending in ${hint} is deleted here and stays valid at its provider. `}
        Your chats keep what its models answered.
      </p>
    </Dialog>
  )
}
