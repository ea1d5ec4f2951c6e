import { Brain, Check, Eye, Star, Wrench, type LucideIcon } from 'lucide-react'
import { memo, type CSSProperties } from 'react'
import { providerTitles } from '#shared/model_id'
import type { BootstrapModel } from '#shared/protocol/bootstrap'
import { Monogram } from '~/components/monogram'
import { price, shortCount } from '../../model_cost'
import { markOf } from '../../picker_list'

interface ModelRowProps {
  id: string
  model: BootstrapModel
  place: CSSProperties
  position: number
  total: number
  isActive: boolean
  isCurrent: boolean
  isFavourite: boolean
  onActivate: (model: string) => void
  onUse: (model: BootstrapModel) => void
  onFavour: (model: string) => void
}

/** Who made it; who runs it when that is not known. */
export const makerOf = ({ author, provider }: BootstrapModel) => author ?? providerTitles[provider]

export const ModelRow = memo(function ModelRow(props: ModelRowProps) {
  const { id, model, place, position, total, isActive, isCurrent, isFavourite } = props
  const { name, contextLength, pricing } = model
  const maker = makerOf(model)
  const context = contextLength === null ? '' : shortCount(contextLength)

  return (
    <div
      id={id}
      role="option"
      aria-selected={isActive}
      aria-setsize={total}
      aria-posinset={position}
      style={place}
      onPointerMove={(event) => {
        if (event.pointerType === 'mouse' && !isActive) props.onActivate(model.id)
      }}
      onClick={() => props.onUse(model)}
      className={`absolute inset-x-0 top-0 flex cursor-pointer items-center gap-2.5 rounded-md px-2.5 ${isActive ? 'bg-accent text-accent-foreground' : ''}`}
    >
      <Monogram name={maker} />
      <span className="min-w-0 flex-1">
        <span className="flex min-w-0 items-center gap-1.75">
          <span className="truncate font-[550]">{name}</span>
          <span className="truncate text-muted-foreground max-sm:hidden">{maker}</span>
          <Mark model={model} />
        </span>
        <span className="block truncate text-xs text-muted-foreground sm:hidden">
          {[maker, context, pricing && `${price(pricing.input)} / ${price(pricing.output)}`]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </span>
      {isCurrent && (
        <>
          <Check size={15} aria-hidden="true" className="shrink-0 text-link" />
          <span className="sr-only">chosen</span>
        </>
      )}
      <span className="-mr-1.5 grid w-15 shrink-0 grid-cols-3 justify-items-center text-muted-foreground">
        <Capability has={model.canSeeImages} name="Sees images" Icon={Eye} />
        <Capability has={model.canUseTools} name="Uses tools" Icon={Wrench} />
        <Capability has={model.canReason} name="Reasons" Icon={Brain} />
      </span>
      <span className="flex shrink-0 tabular-nums max-sm:hidden">
        <Figure>{context}</Figure>
        <Figure>{pricing ? price(pricing.input) : ''}</Figure>
        <Figure>{pricing ? price(pricing.output) : ''}</Figure>
      </span>
      <button
        type="button"
        tabIndex={-1}
        aria-label={isFavourite ? `Take ${name} off the favourites` : `Make ${name} a favourite`}
        onClick={(event) => {
          event.stopPropagation()
          props.onFavour(model.id)
        }}
        className="hidden size-11 shrink-0 place-items-center pointer-coarse:grid max-sm:grid"
      >
        <FavouriteStar isOn={isFavourite} />
      </button>
    </div>
  )
})

const Figure = ({ children }: { children: string }) => (
  <span className="w-14.5 text-right text-muted-foreground first:ml-[-10px]">{children}</span>
)

export function FavouriteStar({ isOn }: { isOn: boolean }) {
  return (
    <Star
      size={15}
      aria-hidden="true"
      className={
        isOn
          ? 'fill-daylight text-daylight-soft-foreground dark:text-daylight'
          : 'text-muted-foreground'
      }
    />
  )
}

function Capability({ has, name, Icon }: { has: boolean; name: string; Icon: LucideIcon }) {
  if (!has) return <span />
  return (
    <span title={name}>
      <Icon size={14} aria-hidden="true" />
      <span className="sr-only">{name}</span>
    </span>
  )
}

const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' })

function Mark({ model }: { model: BootstrapModel }) {
  const mark = markOf(model)
  if (mark === null) return null
  const isNew = mark.type === 'new'
  return (
    <span
      className={`shrink-0 rounded-xs px-1.25 text-2xs font-[550] ${isNew ? 'bg-success-soft text-success' : 'bg-warning-soft text-warning'}`}
    >
      {isNew ? 'new' : `leaves ${day.format(mark.at)}`}
    </span>
  )
}
