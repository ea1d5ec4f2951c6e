import { dollars } from '../../model_cost'

const HEIGHT = 44
const STEP = 8

/** What the last answers of a model cost, oldest first; the newest is marked. Nothing where nothing was paid. */
export function CostBars({ costs }: { costs: readonly number[] }) {
  const most = Math.max(...costs)
  if (costs.length < 2 || most <= 0) return null
  const words = `Cost of your last ${costs.length} answers, between ${dollars(Math.min(...costs))} and ${dollars(most)}`
  return (
    <div className="mt-auto pt-5">
      <svg
        role="img"
        aria-label={words}
        viewBox={`0 0 ${costs.length * STEP - 3} ${HEIGHT}`}
        height={HEIGHT}
        className="max-w-full"
      >
        {costs.map((cost, at) => {
          const height = Math.max(2, (cost / most) * HEIGHT)
          return (
            <rect
              key={at}
              x={at * STEP}
              y={HEIGHT - height}
              width={5}
              height={height}
              rx={1.5}
              className={at === costs.length - 1 ? 'fill-link' : 'fill-border-strong'}
            />
          )
        })}
      </svg>
      <p className="mt-1 flex justify-between text-2xs text-muted-foreground">
        <span>Your last {costs.length} answers</span>
        <span>now</span>
      </p>
    </div>
  )
}
