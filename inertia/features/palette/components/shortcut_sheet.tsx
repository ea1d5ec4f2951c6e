import { Button } from '~/components/button'
import { Dialog } from '~/components/dialog'
import { KeyCaps } from '~/components/key_caps'
import { keysOf, shortcutGroups } from '~/lib/shortcuts'

/** All shortcuts, from the list that the keys are matched against. */
export function ShortcutSheet({ onClose }: { onClose: () => void }) {
  return (
    <Dialog
      title="Shortcuts"
      onClose={onClose}
      actions={
        <Button autoFocus onClick={onClose}>
          Close
        </Button>
      }
    >
      {shortcutGroups.map(({ name, shortcuts }) => (
        <section key={name} aria-label={name}>
          <h3 className="pt-2 text-2xs font-[550]">{name}</h3>
          <dl className="divide-y">
            {shortcuts.map((shortcut) => (
              <div key={shortcut.does} className="flex items-center justify-between gap-4 py-1.5">
                <dt className="text-foreground">{shortcut.does}</dt>
                <dd>
                  <KeyCaps keys={keysOf(shortcut)} />
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </Dialog>
  )
}
