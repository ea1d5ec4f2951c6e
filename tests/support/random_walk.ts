import { setTimeout as sleep } from 'node:timers/promises'
import type { Device } from '#tests/support/browser'
import { question, writes } from '#tests/support/client_events'
import type { Person } from '#tests/support/guests'
import { HarnessTab, type Row } from '#tests/support/harness/harness_tab'
import type { Random } from '#tests/support/random'
import type { Stage } from '#tests/support/stage'
import { until } from '#tests/support/until'

const weights = {
  start: 2,
  send: 6,
  edit: 2,
  regenerate: 2,
  branch: 2,
  deleteMessage: 1,
  deleteChat: 0.4,
  rename: 1.5,
  stop: 1.5,
  reload: 1,
  openTab: 1,
  closeTab: 0.7,
  offline: 1.2,
  online: 2,
  cut: 1,
  loseAcknowledgement: 1,
  killServer: 0.8,
  startServer: 2,
  pause: 1,
}

type Action = keyof typeof weights

/** People doing things on several devices while the network and the server fail, one random step after another. */
export class RandomWalk {
  readonly steps: string[] = []
  readonly tabs: HarnessTab[] = []
  #questions = 0

  constructor(
    private readonly stage: Stage,
    private readonly person: Person,
    private readonly devices: readonly Device[],
    private readonly random: Random
  ) {}

  async begin(): Promise<void> {
    for (const device of this.devices) {
      const tab = await HarnessTab.open(device, this.person)
      await untilWorking(tab)
      this.tabs.push(tab)
      await this.#actions.start(tab)
    }
  }

  async step(): Promise<void> {
    const action = this.random.weighted(weights)
    const tab = this.random.pick(this.tabs)!
    const did = await this.#actions[action](tab)
    this.steps.push(did ? `${action} (${tab.device.name})` : `no ${action}`)
  }

  /** Everything works again. */
  async mend(): Promise<void> {
    if (!this.stage.server.isRunning) await this.stage.server.restart()
    for (const { network } of this.devices) {
      network.keepAcknowledgements()
      await network.online()
    }
  }

  readonly #actions: Record<Action, (tab: HarnessTab) => Promise<unknown>> = {
    start: (tab) => {
      const chat = writes.chat()
      return this.#ask(tab, { chatId: chat.args.chatId, parentId: null }, chat)
    },
    send: async (tab) => {
      const message = this.random.pick(await this.#messages(tab))
      return (
        message && this.#ask(tab, { chatId: idOf(message.chat_id), parentId: idOf(message.id) })
      )
    },
    edit: async (tab) => {
      const message = await this.#pick(tab, ({ role }) => role === 'user')
      return message && this.#ask(tab, placeOf(message))
    },
    regenerate: async (tab) => {
      const message = await this.#pick(tab, ({ role }) => role === 'user')
      return message && this.#commit(tab, writes.request(idOf(message.chat_id), idOf(message.id)))
    },
    branch: async (tab) => {
      const message = await this.#pick(tab)
      return message && this.#commit(tab, writes.select(placeOf(message), idOf(message.id)))
    },
    deleteMessage: async (tab) => {
      const message = await this.#pick(tab)
      return (
        message &&
        this.#commit(tab, writes.deleteMessages(idOf(message.chat_id), [idOf(message.id)]))
      )
    },
    deleteChat: async (tab) => {
      const chat = this.random.pick(await this.#chats(tab))
      return chat && this.#commit(tab, writes.deleteChat(idOf(chat.id)))
    },
    rename: async (tab) => {
      const chat = this.random.pick(await this.#chats(tab))
      const title = `Title ${this.random.below(1_000)}`
      return chat && this.#commit(tab, writes.rename(idOf(chat.id), title))
    },
    stop: async (tab) => {
      const answer = await this.#pick(tab, ({ status }) => status === 'pending')
      if (!answer) return false
      await tab.stopAnswer(idOf(answer.id))
      return this.#commit(tab, writes.stop(idOf(answer.chat_id), idOf(answer.id)))
    },
    reload: async (tab) => {
      if (tab.device.network.isOffline) return false
      await tab.reload()
      return untilWorking(tab)
    },
    openTab: async ({ device }) => {
      if (device.network.isOffline || this.tabs.length > 3) return false
      const opened = await HarnessTab.open(device, this.person)
      this.tabs.push(opened)
      return untilWorking(opened)
    },
    closeTab: async (tab) => {
      const isOnlyOne = this.tabs.filter(({ device }) => device === tab.device).length === 1
      if (isOnlyOne) return false
      this.tabs.splice(this.tabs.indexOf(tab), 1)
      await tab.close()
      return true
    },
    offline: async ({ device }) => {
      await device.network.offline()
      return true
    },
    online: async ({ device }) => {
      const wasOffline = device.network.isOffline
      await device.network.online()
      return wasOffline
    },
    cut: async ({ device }) => {
      device.network.cut()
      return true
    },
    loseAcknowledgement: async ({ device }) => {
      void device.network.dropNextAcknowledgement()
      return true
    },
    killServer: async () => {
      const wasRunning = this.stage.server.isRunning
      await this.stage.server.kill()
      return wasRunning
    },
    startServer: async () => {
      if (this.stage.server.isRunning) return false
      await this.stage.server.restart()
      return true
    },
    pause: () => sleep(this.random.below(600), true),
  }

  #ask(
    tab: HarnessTab,
    place: { chatId: string; parentId: string | null },
    chat?: ReturnType<typeof writes.chat>
  ): Promise<boolean> {
    // Unlike any other, so that the upstream can tell what it is asked.
    const { message, request } = question(place, `question-${++this.#questions}`)
    return this.#commit(tab, ...(chat ? [chat] : []), message, request)
  }

  #commit(tab: HarnessTab, ...events: Parameters<HarnessTab['commit']>): Promise<boolean> {
    return this.stage.commit(tab, ...events)
  }

  async #messages(tab: HarnessTab): Promise<Row[]> {
    const open = new Set((await this.#chats(tab)).map(({ id }) => id))
    const rows = await tab.rows('messages')
    return rows.filter((row) => row.deleted_at === null && open.has(row.chat_id))
  }

  async #chats(tab: HarnessTab): Promise<Row[]> {
    return (await tab.rows('chats')).filter((row) => row.deleted_at === null)
  }

  async #pick(tab: HarnessTab, isWanted: (row: Row) => boolean = () => true) {
    return this.random.pick((await this.#messages(tab)).filter(isWanted))
  }
}

/** The harness comes over the network that may fail next, its worker included; the application has a service worker for that. */
const untilWorking = (tab: HarnessTab) =>
  until('the worker of a tab', async () => (await tab.pending()).leader >= 0)

const idOf = (value: Row[string]) => String(value)
const placeOf = ({ chat_id, parent_message_id }: Row) => ({
  chatId: idOf(chat_id),
  parentId: parent_message_id === null ? null : idOf(parent_message_id),
})
