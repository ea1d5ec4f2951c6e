import type { UsageReport } from '#shared/protocol/usage'

/** The figures of the chart, exact: one line per part of the period and model. */
export function usageCsv({ bars, cells, models }: UsageReport): string {
  const lines = cells
    .toSorted((a, b) => a.bar - b.bar || a.model - b.model)
    .map(({ bar, model, costNano, tokens }) => {
      const { provider, model: name } = models[model]!
      return [bars[bar]!, provider, name, exactDollars(costNano), String(tokens)]
    })
  const head = ['time', 'provider', 'model', 'us_dollars', 'tokens']
  return [head, ...lines].map((fields) => fields.map(quoted).join(',')).join('\r\n') + '\r\n'
}

/** Integer nano-dollars as a decimal, without going through a fraction. */
function exactDollars(nano: number): string {
  const digits = String(nano).padStart(10, '0')
  return `${digits.slice(0, -9)}.${digits.slice(-9)}`
}

/** Names come from providers: a field that starts like a formula must not become one in a spreadsheet. */
function quoted(field: string): string {
  const safe = /^[=+\-@\t\r]/.test(field) ? `'${field}` : field
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
