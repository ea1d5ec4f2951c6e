import type { ClientEvent } from '#shared/events/catalog'

/** What a person wrote and the server does not have, as a document they can keep. Only text counts: pins and renames do not. */
export function unsyncedText(
  events: readonly ClientEvent[],
  drafts: readonly string[] = []
): string {
  const messages = events.filter((event) => event.name === 'v1.MessageSent')
  const sections = messages.map(({ args }) => {
    const time = new Date(args.sentAt).toISOString().replace('T', ' ').slice(0, 16)
    return `## ${time} UTC\n\n${args.content}`
  })
  const unsent = drafts.map((draft) => `## Draft\n\n${draft}`)
  return ['# Text that was not synced', ...sections, ...unsent].join('\n\n') + '\n'
}
