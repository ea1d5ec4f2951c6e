import { KeyCaps } from '~/components/key_caps'
import { commandKey } from '~/lib/command_key'

interface PickerKeysProps {
  canAnswerAgain: boolean
  isForAnswer: boolean
}

/** What the keys do, where there are keys. */
export function PickerKeys({ canAnswerAgain, isForAnswer }: PickerKeysProps) {
  return (
    <div className="flex h-9 shrink-0 items-center gap-3.5 border-t bg-muted px-3.5 text-2xs text-muted-foreground pointer-coarse:hidden max-sm:hidden">
      <Key names={['↑', '↓']}>move</Key>
      <Key names={['↵']}>{isForAnswer ? 'answer again' : 'use here'}</Key>
      {canAnswerAgain && <Key names={[`${commandKey} ↵`]}>answer again with it</Key>}
      <Key names={[`${commandKey} S`]}>favourite</Key>
    </div>
  )
}

function Key({ names, children }: { names: string[]; children: string }) {
  return (
    <span className="flex items-center gap-1">
      <KeyCaps keys={names} />
      {children}
    </span>
  )
}
