import { useState, type ComponentProps, type FormEvent } from 'react'
import { providerTitles } from '#shared/model_id'
import type { KeyView } from '#shared/protocol/keys_page'
import { Button } from '~/components/button'
import { inputLook } from '~/components/field'
import { saveKey } from '~/features/keys/key_requests'
import { titleOf } from '~/features/keys/key_words'
import { useKeyChange } from '~/features/keys/use_key_change'

export const addableProviders = ['openrouter', 'openai', 'anthropic', 'google', 'custom'] as const
export type AddableProvider = (typeof addableProviders)[number]

const optionNames: Record<AddableProvider, string> = {
  ...providerTitles,
  custom: 'Your own server',
}

interface AddKeyProps {
  keys: readonly KeyView[]
  provider: AddableProvider
  /** The server that is entered anew. */
  replacing: KeyView | null
  onProvider: (provider: AddableProvider) => void
  onSaved: () => void
}

/** Checked with the provider first, and saved only if it works. The key leaves this form once and never comes back. */
export function AddKey({ keys, provider, replacing, onProvider, onSaved }: AddKeyProps) {
  const { isBusy, problem, change, clear } = useKeyChange()
  const [apiKey, setApiKey] = useState('')
  const [name, setName] = useState(replacing?.name ?? '')
  const [baseUrl, setBaseUrl] = useState(replacing?.baseUrl ?? '')
  const isCustom = provider === 'custom'
  const known = isCustom ? replacing : keys.find((key) => key.provider === provider)
  const whom = replacing ? titleOf(replacing) : isCustom ? 'your server' : providerTitles[provider]

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const server = isCustom ? { name, baseUrl, replaces: replacing?.id } : {}
    const saved = await change(() => saveKey({ provider, apiKey, ...server }))
    if (saved === null) return
    for (const reset of [setApiKey, setName, setBaseUrl]) reset('')
    onSaved()
  }
  return (
    <form onSubmit={(event) => void submit(event)} className="space-y-2">
      <div className="flex flex-wrap gap-2">
        <select
          aria-label="Provider"
          value={provider}
          disabled={isBusy}
          onChange={(event) => {
            clear()
            onProvider(event.target.value as AddableProvider)
          }}
          className={`${inputLook} h-[34px] w-[150px]! shrink-0 disabled:bg-secondary max-sm:w-full! pointer-coarse:h-11`}
        >
          {addableProviders.map((option) => (
            <option key={option} value={option}>
              {optionNames[option]}
            </option>
          ))}
        </select>
        {isCustom && (
          <Entry
            label="Address of the server"
            type="url"
            required
            placeholder="https://models.example.org/v1"
            value={baseUrl}
            disabled={isBusy}
            onChange={(event) => setBaseUrl(event.target.value)}
            className="flex-1 basis-60 font-mono text-xs"
          />
        )}
        {isCustom && (
          <Entry
            label="What you call it"
            placeholder="What you call it"
            maxLength={40}
            value={name}
            disabled={isBusy}
            onChange={(event) => setName(event.target.value)}
            className="w-[150px]! max-sm:w-full!"
          />
        )}
        <Entry
          label="Key"
          type="password"
          required={!isCustom}
          autoComplete="off"
          spellCheck={false}
          placeholder={isCustom ? 'Key, if it wants one' : 'Key'}
          aria-invalid={problem !== null}
          aria-describedby="key-note"
          value={apiKey}
          disabled={isBusy}
          onChange={(event) => setApiKey(event.target.value)}
          className="flex-1 basis-44 font-mono text-xs"
        />
        <Button
          type="submit"
          variant="primary"
          disabled={isBusy}
          className="h-[34px] max-sm:w-full"
        >
          {isBusy ? 'Checking' : 'Check and save'}
        </Button>
      </div>
      <p
        id="key-note"
        role={problem ? 'alert' : undefined}
        className={`text-xs ${problem ? 'text-destructive' : 'text-muted-foreground'}`}
      >
        {problem ??
          `It is checked with ${whom} first, and saved only if it works.${known ? ` It takes the place of the key ending in ${known.hint || 'nothing'}.` : ''}`}
      </p>
    </form>
  )
}

interface EntryProps extends ComponentProps<'input'> {
  /** Its name for those who hear it; those who see it read the placeholder. */
  label: string
}

function Entry({ label, className = '', ...rest }: EntryProps) {
  const look = `${inputLook} h-[34px] min-w-0 disabled:bg-secondary disabled:text-muted-foreground pointer-coarse:h-11`
  return <input aria-label={label} {...rest} className={`${look} ${className}`} />
}
