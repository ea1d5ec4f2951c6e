const dot = 'mx-[3px] size-[13px] shrink-0 rounded-xs'
const line = 'h-0 flex-1 border-t-[1.5px]'

export function OfflinePicture() {
  return (
    <div className="w-[190px]">
      <div className="flex items-center">
        <span className={`${dot} bg-success`} />
        <span className={`${dot} bg-success`} />
        <i className={`${line} border-dashed border-input`} />
        <span className={`${dot} border-[1.5px] border-dashed border-input`} />
        <span className={`${dot} border-[1.5px] border-dashed border-input`} />
        <i className={`${line} border-success`} />
        <span className={`${dot} bg-success`} />
      </div>
      <div className="mt-4 grid text-2xs text-sidebar-muted">
        <span>14:02 signal lost</span>
        <span className="text-center">two questions queued</span>
        <span className="text-right">17:40 both answered</span>
      </div>
    </div>
  )
}

const screen = 'flex flex-col gap-[7px] border border-border-strong bg-card shadow-md'
const text = 'h-1 shrink-0 rounded-[2px] bg-border-strong'
const caret = 'h-2.5 w-1.5 rounded-[2px] bg-daylight ring-1 ring-daylight-foreground/22'

export function DevicesPicture() {
  return (
    <div className="flex items-center gap-5">
      <div className={`${screen} h-[78px] w-28 rounded-md p-[11px]`}>
        <b className={text} />
        <b className={`${text} w-4/5`} />
        <b className={`${text} w-1/2`} />
        <em className={`${caret} opacity-35`} />
      </div>
      <div className={`${screen} h-28 w-[62px] rounded-lg px-[9px] py-[13px]`}>
        <b className={text} />
        <b className={`${text} w-3/4`} />
        <b className={`${text} w-5/6`} />
        <b className={`${text} w-2/5`} />
        <em className={caret} />
      </div>
    </div>
  )
}

const receipt = [
  ['Qwen3 32B', '$0.0142'],
  ['1,204 in, 708 out', '84 tok/s'],
  ['This chat', '$0.31'],
  ['November', '$9.99'],
] as const

export function ReceiptPicture() {
  return (
    <div className="w-[204px] rounded-md border border-border-strong bg-card px-3.5 py-3 text-xs leading-[19px] text-muted-foreground tabular-nums shadow-md">
      {receipt.map(([name, figure], at) => (
        <p
          key={name}
          className={`flex justify-between ${at === 2 ? 'mt-2 border-t-[1.5px] border-dashed border-border-strong pt-2' : ''}`}
        >
          {name}
          <b className="font-[600] text-foreground">{figure}</b>
        </p>
      ))}
    </div>
  )
}

export function KeyPicture() {
  return (
    <div className="flex w-[204px] items-center gap-3 rounded-xl border border-border-strong bg-card p-3 text-xs shadow-md">
      <span className="grid size-[34px] place-items-center rounded-[9px] border bg-secondary text-[14px] font-[700]">
        O
      </span>
      <span>
        <b className="block font-[600] text-foreground">OpenRouter</b>
        <span className="font-mono text-muted-foreground">•••• 8f2c</span>
      </span>
      <span className="ml-auto rounded-xs bg-success-soft px-1.5 text-2xs font-[550] text-success">
        Works
      </span>
    </div>
  )
}
