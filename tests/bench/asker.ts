import type { Rig } from '#tests/bench/rig'
import { sample } from '#tests/support/sample_events'
import type { SyncClient } from '#tests/support/sync_client'

/** One person with one chat, who asks the next question when the answer has ended. */
export class Asker {
  answers = 0
  #hasLeft = false
  readonly #chat = sample.chatCreated()

  private constructor(
    private readonly client: SyncClient,
    private readonly model: string
  ) {}

  static async arrive(rig: Rig): Promise<Asker> {
    const client = await rig.connect(await rig.guest())
    await client.pull()
    const asker = new Asker(client, rig.model)
    await client.commit(asker.#chat)
    return asker
  }

  /** Ends after the answer during which `leave` was called. */
  async askOneByOne(): Promise<void> {
    while (!this.#hasLeft) {
      await this.#ask()
      this.answers++
      this.client.frames.length = 0
    }
    this.client.drop()
  }

  leave(): void {
    this.#hasLeft = true
  }

  /** The server may have appended an outcome or a title meanwhile: then the question goes behind it. */
  async #ask(): Promise<void> {
    const { chatId } = this.#chat.args
    const [messageId, answerId] = [sample.id(), sample.id()]
    this.client.send({ type: 'follow', answerId, offset: 0 })
    for (;;) {
      this.#catchUp()
      const content = `sent@${(performance.timeOrigin + performance.now()).toFixed(3)}`
      const answer = await this.client.commit(
        sample.messageSent(chatId, { messageId, content }),
        sample.answerRequested(chatId, messageId, { answerId, model: this.model })
      )
      if (answer.type === 'pushed') break
      if (answer.code !== 'SERVER_AHEAD') throw new Error(`A push was refused: ${answer.code}`)
      this.client.head = answer.expected
    }
    await this.client.next('ended', (frame) => frame.answerId === answerId, 20_000)
  }

  #catchUp(): void {
    for (const frame of this.client.frames) {
      if (frame.type !== 'page') continue
      this.client.head = Math.max(this.client.head, frame.events.at(-1)?.seqNum ?? 0)
    }
  }
}
