import { useEffect, useState } from 'react'
import { Button } from '~/components/button'
import { useIsDark } from './use_is_dark'
import { limits } from './limits'
import { SandboxedFrame } from './sandboxed_frame'

/**
 * Mermaid is large and needs inline styles: it is fetched when somebody asks for a diagram, and runs in a frame that has neither
 * this origin nor a network.
 */
export function Diagram({ source }: { source: string }) {
  const [state, setState] = useState<'closed' | 'loading' | 'failed' | 'open'>('closed')
  const [library, setLibrary] = useState<string | null>(null)
  const theme = useIsDark() ? 'dark' : 'light'

  useEffect(() => {
    if (state !== 'loading') return
    let isWanted = true
    loadMermaid().then(
      (code) => {
        if (!isWanted) return
        setLibrary(code)
        setState('open')
      },
      () => isWanted && setState('failed')
    )
    return () => void (isWanted = false)
  }, [state])

  if (source.length > limits.diagram) return null
  return (
    <div className="diagram">
      {state === 'open' && library ? (
        <SandboxedFrame
          key={theme}
          kind="diagram"
          title="Diagram"
          message={{ library, source, theme }}
        />
      ) : (
        <Button size="small" disabled={state === 'loading'} onClick={() => setState('loading')}>
          {state === 'loading' ? 'Loading the diagram' : 'Show diagram'}
        </Button>
      )}
      {state === 'failed' && (
        <p role="status">
          The part that draws diagrams could not be loaded. It comes once you are online.
        </p>
      )}
    </div>
  )
}

/** The frame has no network and no origin of its own: its code is fetched here, where the service worker keeps it. */
async function loadMermaid(): Promise<string> {
  const { default: address } = await import('mermaid/dist/mermaid.min.js?url')
  const response = await fetch(address)
  if (!response.ok) throw new Error(`${address} answered ${response.status}`)
  return response.text()
}
