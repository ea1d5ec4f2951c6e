/** Of a group the layout needs its name alone. */
export interface NamedGroup {
  name: string
}

/** How many chats each part of the list has. */
export interface ChatCounts {
  pinned: number
  archived: number
  /** By group, in the order of the groups. */
  groups: readonly number[]
}

/** One line of the list: the name of a group, or the chat at a place of the pinned or of all other chats. */
export type ListItem =
  { type: 'heading'; name: string } | { type: 'chat'; part: 'pinned' | 'rest'; at: number }

interface Section {
  name: string
  part: 'pinned' | 'rest'
  /** Of its heading within the list. */
  start: number
  /** Of its first chat within its part. */
  first: number
  count: number
}

/** Where everything is in the list, known from the counts alone: ten thousand chats are a few dozen sections. */
export class ListLayout {
  readonly #sections: Section[] = []
  readonly length: number

  constructor(counts: ChatCounts, groups: readonly NamedGroup[]) {
    let start = 0
    let first = 0
    const add = (name: string, part: Section['part'], count: number) => {
      if (count === 0) return
      this.#sections.push({ name, part, start, first: part === 'pinned' ? 0 : first, count })
      start += count + 1
      if (part === 'rest') first += count
    }
    add('Pinned', 'pinned', counts.pinned)
    groups.forEach(({ name }, at) => add(name, 'rest', counts.groups[at] ?? 0))
    this.length = start
  }

  item(index: number): ListItem {
    const section = this.#sections.findLast(({ start }) => start <= index)
    if (!section) throw new RangeError(`The list has no line ${index}`)
    const within = index - section.start
    return within === 0
      ? { type: 'heading', name: section.name }
      : { type: 'chat', part: section.part, at: section.first + within - 1 }
  }

  /** The line of a chat. */
  indexOf(part: 'pinned' | 'rest', at: number): number {
    const section = this.#sections.findLast((one) => one.part === part && one.first <= at)
    return section ? section.start + 1 + at - section.first : -1
  }

  /** The nearest line with a chat from `index` on, in steps of 1 or -1; -1 when there is none. */
  chatFrom(index: number, step: 1 | -1): number {
    for (let at = index; at >= 0 && at < this.length; at += step) {
      if (this.item(at).type === 'chat') return at
    }
    return -1
  }
}
