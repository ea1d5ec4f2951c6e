import { PanelLeft, Search, SquarePen } from 'lucide-react'
import { Pane, Wordmark } from '~/components/mark'

const pinned = ['Clinic stock counts', 'Thesis: chapter 3 outline']
const today = ['Why does vacuum lock the writer?', 'Bemba phrases for the field team']
const yesterday = [
  'Solar sizing for Mpika clinic',
  'Regex for NRC numbers',
  'Letter to the ministry',
]
const rows = [
  ['Entered twice', '212', '7.1 %'],
  ['Overwritten', '61', '2.0 %'],
  ['Never arrived', '19', '0.6 %'],
]

/** What Loft looks like, drawn with its own means. A picture: nothing in it can be reached. */
export function AppPicture() {
  return (
    <div
      role="img"
      aria-label="Loft with a chat open: the list of chats at the left, a question, and an answer with a table, its cost and its speed"
      className="relative mx-auto mt-12 max-w-[1160px] px-6 select-none max-sm:px-3"
    >
      <div
        aria-hidden="true"
        className="grid h-[520px] grid-cols-[264px_minmax(0,1fr)] overflow-hidden rounded-t-2xl border border-b-0 border-border-strong bg-sidebar shadow-xl max-[900px]:grid-cols-1"
      >
        <div className="flex flex-col p-2 text-sidebar-foreground max-[900px]:hidden">
          <div className="flex h-10 items-center gap-3 px-2 text-sidebar-muted">
            <Wordmark />
            <span className="flex-1" />
            <Search size={16} />
            <PanelLeft size={16} />
          </div>
          <div className="mt-1.5 flex h-[34px] items-center gap-2 rounded-md border border-sidebar-border bg-card px-2.5 font-[550] text-foreground shadow-xs">
            <SquarePen size={16} />
            New chat
          </div>
          <Group name="Pinned" chats={pinned} isFirst />
          <Group name="Today" chats={today} />
          <Group name="Yesterday" chats={yesterday} />
          <div className="mt-auto flex items-center gap-2 px-2 pb-2 text-xs font-[550]">
            <Pane fill="full" />
            On this device, synced
          </div>
        </div>
        <div className="m-2 ml-0 rounded-xl border border-sidebar-border bg-background px-6 shadow-sm max-[900px]:ml-2">
          <p className="flex h-bar items-center font-[600]">Clinic stock counts</p>
          <div className="mx-auto max-w-measure pt-3">
            <p className="mb-5 ml-auto w-fit rounded-2xl rounded-br-[5px] bg-secondary px-4 py-2.5 text-read">
              How often does a count get lost on its way?
            </p>
            <p className="text-read">
              Rarely. Across the two reports, <strong>1 count in 14</strong> was entered twice,
              nearly always because the form was sent again after a time-out.
            </p>
            <div className="mt-4 overflow-hidden rounded-lg border text-[0.875rem]">
              <Row cells={['Fault', 'Counts', 'Share']} isHead />
              {rows.map((cells) => (
                <Row key={cells[0]} cells={cells} />
              ))}
            </div>
            <p className="mt-4 flex justify-end gap-4 text-xs text-muted-foreground tabular-nums">
              <span className="font-[500] text-foreground">Qwen3 32B</span>
              <span>$0.0142</span>
              <span>1,912 tokens</span>
              <span>84 tok/s</span>
            </p>
          </div>
        </div>
      </div>
    </div>
  )
}

interface GroupProps {
  name: string
  chats: readonly string[]
  /** Its first chat is the open one, in which an answer is being written. */
  isFirst?: boolean
}

function Group({ name, chats, isFirst = false }: GroupProps) {
  return (
    <>
      <p className="px-2.5 pt-3.5 pb-1 text-2xs font-[550] text-sidebar-muted">{name}</p>
      {chats.map((chat, at) => (
        <p
          key={chat}
          className={`flex h-[30px] items-center rounded-md px-2.5 ${isFirst && at === 0 ? 'bg-sidebar-accent font-[550]' : ''}`}
        >
          <span className="truncate">{chat}</span>
          {isFirst && at === 0 && (
            <span className="ml-auto size-[7px] rounded-[2px] bg-daylight ring-1 ring-daylight-foreground/35 dark:ring-0" />
          )}
        </p>
      ))}
    </>
  )
}

function Row({ cells, isHead = false }: { cells: readonly string[]; isHead?: boolean }) {
  return (
    <p
      className={`grid grid-cols-[1fr_80px_80px] border-b px-3.5 py-[7px] last:border-b-0 ${isHead ? 'bg-muted text-xs font-[550] text-muted-foreground' : ''}`}
    >
      {cells.map((cell, at) => (
        <span key={cell} className={at === 0 ? '' : 'text-right tabular-nums'}>
          {cell}
        </span>
      ))}
    </p>
  )
}
