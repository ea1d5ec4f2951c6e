import { parseModelId } from '#shared/model_id'
import type { BootstrapModel } from '#shared/protocol/bootstrap'
import type { UsageByModel, UsageReport } from '#shared/protocol/usage'

export type NamedModel = Pick<UsageByModel, 'provider' | 'model' | 'title'>

/** A provider may answer as one dated version of what was asked for: `gpt-5-mini-2026-08-07`, `claude-sonnet-4-5-20260929`. */
const DATE = /-\d{4}-?\d{2}-?\d{2}$/

/** Names the models of a report as this device's catalogue does. One that left the catalogue keeps its id. */
export function withTitles(report: UsageReport, catalogue: readonly BootstrapModel[]): UsageReport {
  const titles = new Map(
    catalogue.map(({ id, name }) => {
      const model = parseModelId(id)
      return [keyOf(model.provider, model.name), name]
    })
  )
  return {
    ...report,
    models: report.models.map((sums) => {
      const { provider, model } = sums
      const title =
        titles.get(keyOf(provider, model)) ?? titles.get(keyOf(provider, model.replace(DATE, '')))
      return title === undefined ? sums : { ...sums, title }
    }),
  }
}

const keyOf = (provider: string, model: string) => `${provider}:${model}`
