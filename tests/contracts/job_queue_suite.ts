import { Job, type JobRun } from '#jobs/job'
import type { JobQueue } from '#jobs/job_queue'
import { until } from '#tests/support/until'
import { test } from '@japa/runner'

/** A queue over something that outlives it, so that "the next process" can be had. */
export interface QueueUnderTest {
  /** The next process on the same data; an earlier queue is left as a crash leaves it. */
  open: () => Promise<JobQueue>
  dispose: () => Promise<void>
}

/** A job whose runs the test decides about. */
export class ScriptedJob extends Job<{ word: string }> {
  readonly attempts = 3
  readonly runs: { word: string; attempt: number; isLast: boolean }[] = []
  readonly givenUp: string[] = []
  running = 0
  mostRunning = 0

  constructor(
    readonly name: string,
    private readonly work: (word: string, run: JobRun) => Promise<void> = async () => {}
  ) {
    super()
  }

  pauseAfter(): number {
    return 5
  }

  read(payload: unknown): { word: string } {
    return payload as { word: string }
  }

  async run({ word }: { word: string }, run: JobRun): Promise<void> {
    this.runs.push({ word, attempt: run.attempt, isLast: run.isLast })
    this.mostRunning = Math.max(this.mostRunning, ++this.running)
    try {
      await this.work(word, run)
    } finally {
      this.running--
    }
  }

  async giveUp({ word }: { word: string }): Promise<void> {
    this.givenUp.push(word)
  }
}

const untilAborted = (signal: AbortSignal) =>
  new Promise<void>((_, reject) =>
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true })
  )

const ask = (name: string, word: string, { key = word, userId = 'ann' } = {}) => ({
  ...{ name, key, userId, payload: { word } },
})

/** What every queue must do. */
export function jobQueueSuite(name: string, make: () => Promise<QueueUnderTest>): void {
  test.group(`Job queues | ${name}`, (group) => {
    let under: QueueUnderTest
    group.each.setup(async () => {
      under = await make()
      return () => under.dispose()
    })

    test('a job that fails runs again, and is given up after its attempts', async ({ assert }) => {
      const queue = await under.open()
      const flaky = new ScriptedJob('flaky', async (word, { attempt }) => {
        if (word === 'never' || attempt < 2) throw new Error('not yet')
      })
      queue.register(flaky)
      await queue.start()
      await queue.enqueue(ask('flaky', 'twice'))
      await queue.enqueue(ask('flaky', 'never'))
      await until('all runs', () => flaky.runs.length === 5 && flaky.givenUp.length === 1)
      const of = (word: string) => flaky.runs.filter((run) => run.word === word)
      assert.deepEqual(
        of('never').map(({ isLast }) => isLast),
        [false, false, true]
      )
      assert.lengthOf(of('twice'), 2)
      assert.deepEqual(flaky.givenUp, ['never'])
      await queue.stop()
    })

    test('asked for twice is one job, and one more run while it runs', async ({ assert }) => {
      const queue = await under.open()
      const gate = Promise.withResolvers<void>()
      const slow = new ScriptedJob('slow', () => gate.promise)
      queue.register(slow)
      await queue.enqueue(ask('slow', 'one'))
      await queue.enqueue(ask('slow', 'one'))
      await queue.start()
      await until('its run', () => slow.runs.length === 1)
      await queue.enqueue(ask('slow', 'one'))
      await queue.enqueue(ask('slow', 'one'))
      gate.resolve()
      await until('the second run', () => slow.runs.length === 2)
      await new Promise((resolve) => setTimeout(resolve, 50))
      assert.lengthOf(slow.runs, 2)
      assert.equal(slow.mostRunning, 1)
      await queue.stop()
    })

    test('jobs of one key never run together, whatever their names', async ({ assert }) => {
      const queue = await under.open()
      const gate = Promise.withResolvers<void>()
      const make = new ScriptedJob('make', () => gate.promise)
      const remove = new ScriptedJob('remove')
      queue.register(make)
      queue.register(remove)
      await queue.start()
      await queue.enqueue(ask('make', 'a', { key: 'k' }))
      await until('its run', () => make.running === 1)
      await queue.enqueue(ask('remove', 'a', { key: 'k' }))
      await new Promise((resolve) => setTimeout(resolve, 50))
      assert.lengthOf(remove.runs, 0)
      gate.resolve()
      await until('the other one', () => remove.runs.length === 1)
      await queue.stop()
    })

    test('nobody waits behind the many jobs of another person', async ({ assert }) => {
      const queue = await under.open()
      const order: string[] = []
      const job = new ScriptedJob('j', async (word) => {
        order.push(word)
        await new Promise((resolve) => setTimeout(resolve, 5))
      })
      queue.register(job)
      for (let number = 0; number < 20; number++) await queue.enqueue(ask('j', `ann ${number}`))
      await queue.enqueue(ask('j', 'bob', { userId: 'bob' }))
      await queue.start()
      await until('all', () => order.length === 21)
      assert.isBelow(order.indexOf('bob'), 5)
      await queue.stop()
    })

    test('a cancelled job is aborted and does not come back; asked for again, it runs', async ({
      assert,
    }) => {
      const queue = await under.open()
      const job = new ScriptedJob('j', (word, { signal, attempt }) =>
        word === 'stuck' && attempt === 1 ? untilAborted(signal) : Promise.resolve()
      )
      queue.register(job)
      await queue.start()
      await queue.enqueue(ask('j', 'stuck', { key: 'k' }))
      await until('its run', () => job.running === 1)
      await queue.cancel('j', 'k')
      await until('its end', () => job.running === 0)
      await new Promise((resolve) => setTimeout(resolve, 50))
      assert.lengthOf(job.runs, 1)
      assert.isEmpty(job.givenUp)
      await queue.enqueue(ask('j', 'again', { key: 'k' }))
      await until('the new one', () => job.runs.length === 2)
      assert.equal(job.runs[1]!.attempt, 1)
      await queue.stop()
    })

    test('what a crash or a stop left goes on in the next process', async ({ assert }) => {
      const first = await under.open()
      const stuck = new ScriptedJob('j', (_, { signal }) => untilAborted(signal))
      first.register(stuck)
      await first.start()
      await first.enqueue(ask('j', 'stopped'))
      await until('its run', () => stuck.running === 1)
      await first.stop()
      await until('its end', () => stuck.running === 0)

      const second = await under.open()
      const hung = new ScriptedJob('j', () => new Promise(() => {}))
      second.register(hung)
      await second.start()
      await until('its second run', () => hung.runs.length === 1)
      assert.equal(hung.runs[0]!.attempt, 1, 'a stop costs no attempt')

      // No stop: the process was killed while the job ran.
      const third = await under.open()
      const well = new ScriptedJob('j')
      third.register(well)
      await third.start()
      await until('its third run', () => well.runs.length === 1)
      assert.equal(well.runs[0]!.attempt, 2, 'a crash does')
      await third.stop()
    })

    test('a job that ends its process every time is given up', async ({ assert }) => {
      let queue = await under.open()
      const deadly = new ScriptedJob('j', () => new Promise(() => {}))
      await queue.enqueue(ask('j', 'deadly'))
      for (let run = 1; run <= 3; run++) {
        queue = await under.open()
        queue.register(deadly)
        await queue.start()
        await until('its run', () => deadly.runs.length === run)
      }
      const last = await under.open()
      last.register(deadly)
      await last.start()
      await until('that it is given up', () => deadly.givenUp.length === 1)
      assert.lengthOf(deadly.runs, 3)
      await last.stop()
    })
  })
}
