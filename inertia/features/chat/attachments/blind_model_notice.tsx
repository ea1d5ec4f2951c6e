import type { BootstrapModel } from '#shared/protocol/bootstrap'
import { Button } from '~/components/button'
import { Notice } from '~/components/notice'
import { openOverlay } from '../chat_overlay'

/** Said before sending: the provider would refuse, or the model would guess. */
export function BlindModelNotice({ model }: { model: BootstrapModel }) {
  return (
    <Notice
      tone="warning"
      title={`${model.name} cannot see images`}
      actions={<Button onClick={() => openOverlay({ type: 'models' })}>Other model</Button>}
    >
      It is asked without them. Choose a model that sees images to have them looked at.
    </Notice>
  )
}
