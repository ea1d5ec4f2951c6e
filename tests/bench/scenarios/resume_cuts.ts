import { once } from 'node:events'
import { AnswerStream } from '#shared/protocol/answer_stream'
import type { ServerFrame } from '#shared/protocol/server_frames'
import type { Rig } from '#tests/bench/rig'
import type { Bench, Figure } from '#tests/bench/scenario'
import { wholeAnswer } from '#tests/bench/whole_answer'
import { sample } from '#tests/support/sample_events'
import type { SyncClient } from '#tests/support/sync_client'
import { chosenSeed } from '#tests/support/test_environment'

const CUTS = 200
const CHUNKS = 500
const MODEL = `bench-200x${CHUNKS}`
const TOGETHER = 4
const MOST_FRAMES = 8

type Delta = Extract<ServerFrame, { type: 'delta' }>
type Ended = Extract<ServerFrame, { type: 'ended' }>

/** Follows answers and leaves at random points: the socket dies, or the follow begins again, also further back. */
export async function cutAnswers(bench: Bench): Promise<Figure[]> {
  const seed = chosenSeed ?? Math.floor(Math.random() * 2 ** 31)
  bench.say(`seed ${seed} (LOFT_TEST_SEED repeats it)`)
  const rig = await bench.rig({ model: MODEL })
  const exact = wholeAnswer(CHUNKS)
  const random = randomFrom(seed)
  const followers: CutFollower[] = []
  const cuts = { made: 0 }
  const mayCut = () => cuts.made < CUTS && ++cuts.made > 0
  while (cuts.made < CUTS) {
    const cookie = await rig.guest()
    const round = Array.from(
      { length: TOGETHER },
      () => new CutFollower(rig, cookie, exact, random)
    )
    await Promise.all(round.map((follower) => follower.follow(mayCut)))
    followers.push(...round)
  }
  await rig.dispose()
  const sum = (of: (follower: CutFollower) => number) =>
    followers.reduce((total, follower) => total + of(follower), 0)
  const wrong = sum(({ wrongTexts }) => wrongTexts)
  return [
    {
      name: `characters lost or doubled at ${cuts.made} random cut points`,
      value: sum(({ lost, doubled }) => lost + doubled),
      unit: '',
      most: 0,
      detail: `${followers.length} answers of ${exact.length} characters: ${sum(({ lost }) => lost)} lost, ${sum(({ doubled }) => doubled)} doubled, ${wrong} frames or ends with another text; ${sum(({ cuts }) => cuts)} sockets cut, after ${sum(({ rewound }) => rewound)} of them followed from a random earlier offset; seed ${seed}`,
    },
  ]
}

class CutFollower {
  lost = 0
  doubled = 0
  wrongTexts = 0
  cuts = 0
  rewound = 0
  #stream = new AnswerStream()
  /** Where the server's next frame must begin. */
  #next = 0

  constructor(
    private readonly rig: Rig,
    private readonly cookie: string,
    private readonly exact: string,
    private readonly random: () => number
  ) {}

  async follow(mayCut: () => boolean): Promise<void> {
    let client = await this.rig.connect(this.cookie)
    const answerId = await this.#ask(client)
    this.#begin(client, answerId, 0)
    let framesLeft = this.#some()
    let frames = framesOf(client, answerId)
    for (;;) {
      const { value: frame } = await frames.next()
      if (!frame || frame.type === 'ended') break
      this.#take(frame)
      if (--framesLeft > 0 || !mayCut()) continue
      framesLeft = this.#some()
      client.drop()
      client = await this.rig.connect(this.cookie)
      frames = framesOf(client, answerId)
      this.#begin(client, answerId, this.#offsetToFollow())
    }
    await this.#compare(client, answerId)
    client.drop()
  }

  async #ask(client: SyncClient): Promise<string> {
    const chat = sample.chatCreated()
    const message = sample.messageSent(chat.args.chatId, { content: 'Count' })
    const request = sample.answerRequested(chat.args.chatId, message.args.messageId, {
      model: this.rig.model,
    })
    for (;;) {
      const answer = await client.commit(chat, message, request)
      if (answer.type === 'pushed') return request.args.answerId
      if (answer.code !== 'SERVER_AHEAD') throw new Error(`A push was refused: ${answer.code}`)
      client.head = answer.expected
    }
  }

  #begin(client: SyncClient, answerId: string, offset: number): void {
    this.#next = offset
    client.send({ type: 'follow', answerId, offset })
  }

  /** Where it was, as a device that comes back; or further back, as a tab that is new. */
  #offsetToFollow(): number {
    this.cuts++
    if (this.random() < 0.6) return this.#stream.offset
    this.rewound++
    return Math.floor(this.random() * (this.#stream.offset + 1))
  }

  #some(): number {
    return Math.floor(this.random() * MOST_FRAMES)
  }

  /** Looks at the frame itself, before the stream skips what it knows: the server owes exactly the rest. */
  #take({ offset, deltas }: Delta): void {
    const text = deltas.map((delta) => (delta.type === 'text' ? delta.text : '')).join('')
    this.lost += Math.max(0, offset - this.#next)
    this.doubled += Math.max(0, this.#next - offset)
    if (text !== this.exact.slice(offset, offset + text.length)) this.wrongTexts++
    this.#next = offset + text.length
    if (!this.#stream.accept(offset, deltas)) this.wrongTexts++
  }

  /** What was followed, and what the log says in the end. */
  async #compare(client: SyncClient, answerId: string): Promise<void> {
    this.lost += Math.max(0, this.exact.length - this.#stream.text.length)
    if (this.#stream.text !== this.exact) this.wrongTexts++
    let events = await client.pull()
    for (;;) {
      const completed = events.find(
        ({ name, args }) =>
          name === 'v1.AnswerCompleted' && (args as { answerId: string }).answerId === answerId
      )
      if (completed) {
        if ((completed.args as { content: string }).content !== this.exact) this.wrongTexts++
        return
      }
      events = await client.live(10_000)
    }
  }
}

/** Frames about one answer in the order they came. */
async function* framesOf(client: SyncClient, answerId: string): AsyncGenerator<Delta | Ended> {
  for (let at = 0; ; at++) {
    while (at >= client.frames.length) {
      await once(client.socket, 'message', { signal: AbortSignal.timeout(15_000) })
    }
    const frame = client.frames[at]!
    const isOurs = frame.type === 'delta' || frame.type === 'ended'
    if (isOurs && frame.answerId === answerId) yield frame
  }
}

/** The same numbers for the same seed. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
