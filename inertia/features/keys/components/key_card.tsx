import { HardDrive, Trash2 } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import type { KeyView } from '#shared/protocol/keys_page'
import { Button, IconButton } from '~/components/button'
import { Switch } from '~/components/switch'
import { RemoveKey } from '~/features/keys/components/remove_key'
import { KeyState } from '~/features/keys/components/key_state'
import { checkKey, removeKey, switchKey } from '~/features/keys/key_requests'
import { ago, factsOf, titleOf } from '~/features/keys/key_words'
import { useKeyChange } from '~/features/keys/use_key_change'

interface KeyCardProps {
  view: KeyView
  /** Puts the form below to replacing this key. */
  onReplace: () => void
}

export function KeyCard({ view, onReplace }: KeyCardProps) {
  const { isBusy, problem, change } = useKeyChange()
  const [isRemoving, setIsRemoving] = useState(false)
  const title = titleOf(view)
  const now = Date.now()
  return (
    <section
      aria-label={title}
      className={`mb-2.5 rounded-xl border bg-card ${view.isRejected ? 'border-destructive/45' : ''}`}
    >
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2 py-3.5 pr-3 pl-3.5">
        <Tile>{view.provider === 'custom' ? <HardDrive size={16} /> : title[0]}</Tile>
        <div className="min-w-0 flex-1 basis-52">
          <p className="flex flex-wrap items-center gap-2">
            <b className="font-[600]">{title}</b>
            <KeyState view={view} />
          </p>
          <p className="text-muted-foreground">
            <Identity view={view} now={now} />
          </p>
        </div>
        <div className="ml-auto flex items-center gap-1">
          {view.isRejected ? (
            <Button size="small" onClick={onReplace}>
              Replace
            </Button>
          ) : (
            <Button
              size="small"
              disabled={isBusy}
              onClick={() => void change(() => checkKey(view.id))}
            >
              {isBusy ? 'Checking' : 'Check'}
            </Button>
          )}
          <IconButton label={`Remove ${title}`} onClick={() => setIsRemoving(true)}>
            <Trash2 size={16} aria-hidden="true" />
          </IconButton>
          <Switch
            label={`Use ${title}`}
            isOn={view.isActive}
            isDisabled={isBusy}
            onChange={(isOn) => void change(() => switchKey(view.id, isOn))}
          />
        </div>
      </div>
      {problem && !view.isRejected && (
        <p role="alert" className="px-3.5 pb-3 text-destructive sm:pl-15">
          {problem}
        </p>
      )}
      {!view.isRejected && view.isActive && (
        <dl className="grid grid-cols-2 gap-2 border-t px-3.5 pt-2.5 pb-3 text-xs sm:grid-cols-4 sm:pl-15">
          {factsOf(view, now).map(({ name, value, of }) => (
            <div key={name}>
              <dt className="text-muted-foreground">{name}</dt>
              <dd className="text-sm font-[550] tabular-nums">
                {value} {of && <span className="font-[450] text-muted-foreground">{of}</span>}
              </dd>
            </div>
          ))}
        </dl>
      )}
      {isRemoving && (
        <RemoveKey
          title={title}
          hint={view.hint}
          onClose={() => setIsRemoving(false)}
          onRemove={() => {
            setIsRemoving(false)
            void change(() => removeKey(view.id))
          }}
        />
      )}
    </section>
  )
}

/** Which key it is, and since when it is known to work or not to. */
function Identity({ view, now }: { view: KeyView; now: number }) {
  const { hint, baseUrl, label, checkedAt, isRejected } = view
  const which = (
    <span className="font-mono text-xs">
      {baseUrl ?? ''}
      {baseUrl && hint ? ', ' : ''}
      {hint && `•••• ${hint}`}
    </span>
  )
  if (isRejected) {
    return (
      <>
        {which}. {titleOf(view)} no longer accepts this key. Your other keys still work.
      </>
    )
  }
  return (
    <>
      {which}
      {label && `, “${label}”`}
      {checkedAt !== null && `, checked ${ago(checkedAt, now)}`}
    </>
  )
}

export function Tile({ children }: { children: ReactNode }) {
  return (
    <span
      aria-hidden="true"
      className="grid size-[34px] shrink-0 place-items-center rounded-[9px] bg-secondary text-[14px] font-[700] text-secondary-foreground shadow-[inset_0_0_0_1px_var(--border)]"
    >
      {children}
    </span>
  )
}
