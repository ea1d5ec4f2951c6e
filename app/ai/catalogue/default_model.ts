import type { BootstrapModel } from '#shared/protocol/bootstrap'

/** The small good models of the large makers: fast, capable of everything a chat does, and a fraction of a cent per answer. */
const GOOD_AND_CHEAP = [
  /(^|[:/])gpt-[\d.]+-mini$/,
  /(^|[:/])claude-(haiku-[\d.-]+|[\d.-]+-haiku)$/,
  /(^|[:/])gemini-[\d.]+-flash$/,
]

/** What new chats start with: the newest good and cheap model of the first provider on the list that has one, else the list's first. */
export function pickDefaultModel(models: readonly BootstrapModel[]): string {
  const [first] = models
  if (!first) return ''
  const ofFirst = models.filter(({ provider }) => provider === first.provider)
  for (const pattern of GOOD_AND_CHEAP) {
    const matching = ofFirst.filter(({ id }) => pattern.test(id))
    const newest = matching.sort((a, b) => (b.releasedAt ?? 0) - (a.releasedAt ?? 0))[0]
    if (newest) return newest.id
  }
  return first.id
}
