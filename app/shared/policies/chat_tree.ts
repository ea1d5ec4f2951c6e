/** What the tree needs to know of a message. */
export interface TreeMessage {
  id: string
  parent_message_id: string | null
  created_at: number
  deleted_at: number | null
}

export interface BranchChoice {
  parent_id: string
  child_id: string
}

/** One step of the path on screen: the message and its living siblings, oldest first. */
export interface PathStep<M extends TreeMessage> {
  message: M
  siblings: M[]
}

const byAge = (a: TreeMessage, b: TreeMessage) =>
  a.created_at - b.created_at || (a.id < b.id ? -1 : 1)

function groupByParent<M extends TreeMessage>(messages: readonly M[]): Map<string, M[]> {
  const children = new Map<string, M[]>()
  for (const message of [...messages].sort(byAge)) {
    const key = message.parent_message_id ?? ''
    const group = children.get(key)
    if (group) group.push(message)
    else children.set(key, [message])
  }
  return children
}

/**
 * The path on screen: from the root down the chosen child of each message (the newest where none was chosen). A deleted message
 * is on it only while something living hangs below it. Ends at a cycle instead of looping, whatever the data.
 */
export function selectedPath<M extends TreeMessage>(
  messages: readonly M[],
  choices: readonly BranchChoice[]
): PathStep<M>[] {
  const children = groupByParent(messages)
  const alive = livingIds(messages)
  const chosen = new Map(choices.map((choice) => [choice.parent_id, choice.child_id]))
  const path: PathStep<M>[] = []
  const seen = new Set<string>()
  for (let key = ''; ;) {
    const siblings = (children.get(key) ?? []).filter((message) => alive.has(message.id))
    const message = siblings.find(({ id }) => id === chosen.get(key)) ?? siblings.at(-1)
    if (!message || seen.has(message.id)) return path
    seen.add(message.id)
    path.push({ message, siblings })
    key = message.id
  }
}

/** Messages from the root to `messageId`, that one included. Ends at a missing parent or a cycle. */
export function pathToRoot<M extends TreeMessage>(messages: readonly M[], messageId: string): M[] {
  const byId = new Map(messages.map((message) => [message.id, message]))
  const path: M[] = []
  const seen = new Set<string>()
  let current = byId.get(messageId)
  while (current && !seen.has(current.id)) {
    seen.add(current.id)
    path.unshift(current)
    current = current.parent_message_id === null ? undefined : byId.get(current.parent_message_id)
  }
  return path
}

/** Ids of messages that are not deleted or have something living below them. */
function livingIds(messages: readonly TreeMessage[]) {
  const parents = new Map(messages.map((message) => [message.id, message.parent_message_id]))
  const alive = new Set<string>()
  for (const message of messages) {
    if (message.deleted_at !== null) continue
    let id: string | null | undefined = message.id
    while (id && !alive.has(id)) {
      alive.add(id)
      id = parents.get(id)
    }
  }
  return alive
}
