import { useState } from 'react'
import { flushSync } from 'react-dom'
import type { KeysPage, KeyView } from '#shared/protocol/keys_page'
import { Notice } from '~/components/notice'
import { AddKey, addableProviders, type AddableProvider } from '~/features/keys/components/add_key'
import { ConnectOpenRouter } from '~/features/keys/components/connect_openrouter'
import { KeyCard } from '~/features/keys/components/key_card'
import { LocalServers } from '~/features/keys/components/local_servers'

/** What a person's answers are asked with. */
export function KeysAndModels({ keys, localServers, canLook, outcome }: KeysPage) {
  const [provider, setProvider] = useState<AddableProvider>('openai')
  const [replacing, setReplacing] = useState<KeyView | null>(null)
  const choose = (next: AddableProvider) => {
    setReplacing(null)
    setProvider(next)
  }
  const replace = (view: KeyView) => {
    // The form is another one for another provider: it has to be there before it is focused.
    flushSync(() => {
      setProvider(addableProviders.find((name) => name === view.provider) ?? 'openai')
      setReplacing(view.provider === 'custom' ? view : null)
    })
    document.getElementById('add-key')?.querySelector('input')?.focus()
  }
  return (
    <>
      {outcome && (
        <div className="mb-4">
          {outcome.isConnected ? (
            <Notice title="OpenRouter is connected">Its models are in the picker now.</Notice>
          ) : (
            <Notice tone="error" title="OpenRouter is not connected">
              {outcome.message}
            </Notice>
          )}
        </div>
      )}
      {keys.every((key) => key.provider !== 'openrouter') && <ConnectOpenRouter />}
      {keys.map((view) => (
        <KeyCard key={view.id} view={view} onReplace={() => replace(view)} />
      ))}
      {(canLook || localServers.length > 0) && <LocalServers servers={localServers} />}
      <div id="add-key">
        <h3 className="mt-7 mb-2.5 text-sm font-[600]">Add a key</h3>
        <AddKey
          key={`${provider} ${replacing?.id ?? ''}`}
          keys={keys}
          provider={provider}
          replacing={replacing}
          onProvider={choose}
          onSaved={() => setReplacing(null)}
        />
      </div>
    </>
  )
}
