import { HardDrive } from 'lucide-react'
import { useState } from 'react'
import type { LocalServerView } from '#shared/protocol/keys_page'
import { Button } from '~/components/button'
import { Switch } from '~/components/switch'
import { Tile } from '~/features/keys/components/key_card'
import { Tag } from '~/features/keys/components/key_state'
import { lookForServers, switchServer } from '~/features/keys/key_requests'
import { useKeyChange } from '~/features/keys/use_key_change'

/** Model servers found on the machine that Loft runs on. */
export function LocalServers({ servers }: { servers: readonly LocalServerView[] }) {
  const { isBusy, problem, change } = useKeyChange()
  const [lookedFor, setLookedFor] = useState<number | null>(null)
  const look = async () => {
    const answer = await change(lookForServers)
    if (answer) setLookedFor(answer.found)
  }
  return (
    <>
      {servers.map((server) => (
        <ServerCard key={server.address} server={server} />
      ))}
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-xs text-muted-foreground">
        <span role="status">
          {problem ??
            (lookedFor === 0
              ? 'No model server runs on this machine. Start Ollama, llama.cpp, vLLM or LM Studio, then look again.'
              : 'Ollama, llama.cpp, vLLM and LM Studio on this machine are found by themselves.')}
        </span>
        <Button
          size="small"
          variant="ghost"
          className="max-sm:-ml-2.5 max-sm:pointer-coarse:-ml-3.5"
          disabled={isBusy}
          onClick={() => void look()}
        >
          {isBusy ? 'Looking' : 'Look again'}
        </Button>
      </p>
    </>
  )
}

function ServerCard({ server }: { server: LocalServerView }) {
  const { isBusy, problem, change } = useKeyChange()
  const { address, title, modelCount, isActive } = server
  return (
    <section
      aria-label={title}
      className="mb-2.5 flex flex-wrap items-center gap-3 rounded-xl border bg-card py-3.5 pr-3 pl-3.5"
    >
      <Tile>
        <HardDrive size={16} />
      </Tile>
      <div className="min-w-0 flex-1">
        <p className="flex items-center gap-2">
          <b className="font-[600]">{title} on this machine</b>
          <Tag tone="neutral">Found</Tag>
        </p>
        <p className="text-muted-foreground">
          <span className="font-mono text-xs">{address.replace(/^https?:\/\//, '')}</span>,{' '}
          {modelCount === 1 ? '1 model' : `${modelCount} models`}, no cost
        </p>
        {problem && (
          <p role="alert" className="text-destructive">
            {problem}
          </p>
        )}
      </div>
      <Switch
        label={`Use ${title}`}
        isOn={isActive}
        isDisabled={isBusy}
        onChange={(isOn) => void change(() => switchServer(address, isOn))}
      />
    </section>
  )
}
