import { Pane } from '~/components/mark'
import { useSyncState } from '~/livestore/hooks'
import { syncWords } from '../sync_words'

/** The pane of the mark with words beside it. */
export function SyncIndicator() {
  const state = useSyncState()
  const { fill, title, aside } = syncWords(state)
  return (
    <div
      className="flex h-7 items-center gap-2 px-2 text-xs text-sidebar-muted"
      data-sync={state.type}
    >
      <Pane fill={fill} />
      <span className="font-[550] text-sidebar-foreground">{title}</span>
      <span className="ml-auto tabular-nums">{aside}</span>
    </div>
  )
}

interface PhoneSyncSignProps {
  /** A chat has its title in the bar, and the sign below it. */
  isBelowTitle: boolean
}

/** On phones, where the list with the indicator is a closed drawer: in the bar. */
export function PhoneSyncSign({ isBelowTitle }: PhoneSyncSignProps) {
  const { fill, short } = syncWords(useSyncState())
  return (
    <p
      className={`pointer-events-none fixed z-(--z-bar) flex items-center gap-1 text-2xs text-muted-foreground tabular-nums sm:hidden ${isBelowTitle ? 'inset-x-0 top-[26px] h-4 justify-center' : 'top-0 left-13 h-bar'}`}
    >
      <Pane fill={fill} size={isBelowTitle ? 10 : 12} />
      {short}
    </p>
  )
}
