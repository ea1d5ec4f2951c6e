import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { signatureOf } from '#jobs/call_protocol'
import { PROCESS_DOCUMENT } from '#rag/jobs/process_document_job'
import { REMOVE_DOCUMENT } from '#rag/jobs/remove_document_job'
import { ScriptedJob } from '#tests/contracts/job_queue_suite'
import { taskNames } from '#tests/support/trigger/trigger_tasks'
import { SECRET_KEY, type Trouble } from '#tests/support/trigger/trigger_double'
import { SIGNING_KEY, TriggerStage } from '#tests/support/trigger/trigger_stage'
import { until } from '#tests/support/until'
import { test } from '@japa/runner'

const ask = (name: string, word: string, key = word) => ({
  ...{ name, key, userId: 'ann', payload: { word } },
})

const JOB = 'a-job-id-nobody-has'

/** A call as a task makes it, or nearly. */
function callOf({ name = 'j', body = '', ageSeconds = 0, key = SIGNING_KEY } = {}) {
  const time = String(Math.floor(Date.now() / 1_000) - ageSeconds)
  const text = body || JSON.stringify({ call: randomUUID(), job: JOB, handover: 1 })
  return { name, time, body: text, signature: signatureOf({ name, time, body: text }, key) }
}

test.group('Trigger.dev does not take jobs', (group) => {
  let stage: TriggerStage
  group.each.setup(async () => {
    stage = await TriggerStage.make()
    return () => stage.dispose()
  })

  const troubles: [what: string, troubles: Trouble[], message: RegExp][] = [
    ['401', [{ status: 401 }], /refuses jobs: check keys/],
    ['a task that was not deployed', [{ status: 404 }], /refuses jobs: check keys/],
    ['500 and 503', [{ status: 500 }, { status: 503 }], /takes no jobs/],
    ['no answer', ['hang'], /takes no jobs/],
    ['a cut connection', ['cut', 'cut'], /takes no jobs/],
    ['a run whose answer was lost', ['lost'], /takes no jobs/],
    ['a redirect', [{ status: 302, headers: { location: '/elsewhere' } }], /takes no jobs/],
  ]
  for (const [what, meeting, message] of troubles) {
    test(`${what}: the job waits, and is one run`, async ({ assert }) => {
      const queue = await stage.open()
      const job = new ScriptedJob('j')
      queue.register(job)
      stage.double.meet(...meeting)
      await queue.start()
      await queue.enqueue(ask('j', 'one'))
      await until('its run', () => stage.double.runs[0]?.status === 'COMPLETED')
      await until('that it is said', () => stage.log.at(-1)?.message.includes('takes jobs again'))
      await sleep(50)
      assert.equal(stage.double.requests, meeting.length + 1)
      assert.lengthOf(stage.double.runs, 1)
      assert.lengthOf(job.runs, 1)
      assert.match(stage.log[0]!.message, message)
      assert.equal(stage.log[0]!.line.waiting, 1)
      assert.notInclude(JSON.stringify(stage.log), SECRET_KEY)
    })
  }

  test('429: it is asked again when it said so, and not before', async ({ assert }) => {
    const queue = await stage.open({ pause: { first: 10, longest: 60_000 } })
    queue.register(new ScriptedJob('j'))
    stage.double.meet({ status: 429, headers: { 'retry-after': '1' } })
    await queue.start()
    const start = Date.now()
    await queue.enqueue(ask('j', 'one'))
    await until('the refusal', () => stage.log.length === 1)
    await queue.enqueue(ask('j', 'two'))
    await until('both runs', () => stage.double.runs.length === 2)
    assert.isAtLeast(Date.now() - start, 990)
    assert.equal(stage.double.requests, 3)
  })

  test('while it is down jobs may end with the process, and go on in the next', async ({
    assert,
  }) => {
    const first = await stage.open({ apiUrl: 'http://127.0.0.1:1' })
    await first.start()
    await first.enqueue(ask('j', 'one'))
    await until('a refusal', () => stage.log.length > 0)
    await first.stop()
    const second = await stage.open()
    const job = new ScriptedJob('j')
    second.register(job)
    await second.start()
    await until('its run', () => job.runs.length === 1)
    assert.equal(job.runs[0]!.attempt, 1)
  })
})

test.group('Trigger.dev calls back', (group) => {
  let stage: TriggerStage
  group.each.setup(async () => {
    stage = await TriggerStage.make()
    return () => stage.dispose()
  })

  test('there is a task for every job', ({ assert }) => {
    assert.includeMembers(taskNames(), [PROCESS_DOCUMENT, REMOVE_DOCUMENT])
  })

  test('it learns the kind of job and random ids, nothing about people or documents', async ({
    assert,
  }) => {
    const queue = await stage.open()
    queue.register(new ScriptedJob('j'))
    await queue.start()
    await queue.enqueue(ask('j', 'SECRET-WORD', 'SECRET-KEY'))
    await until('its run', () => stage.double.runs[0]?.status === 'COMPLETED')
    assert.match(
      stage.double.bodies[0]!,
      /^\{"payload":\{"job":"[\w-]{36}","handover":1\},"options":\{"queue":\{"name":"loft"\},"concurrencyKey":"[0-9a-f]{32}","idempotencyKey":"[\w-]{36}\.1","ttl":60\}\}$/
    )
  })

  test('a long job is asked about until it is done, and runs once', async ({ assert }) => {
    const queue = await stage.open({ answerWithin: 30 })
    const job = new ScriptedJob('j', () => sleep(200))
    queue.register(job)
    await queue.start()
    await queue.enqueue(ask('j', 'long'))
    await until('its end', () => stage.double.runs[0]?.status === 'COMPLETED')
    assert.lengthOf(job.runs, 1)
    assert.isAbove(stage.calls.count(), 3)
    assert.equal(stage.double.runs[0]!.attempts, 1, 'one attempt of Trigger.dev')
  })

  test('a job that is longer than its limit is aborted, and fails', async ({ assert }) => {
    const queue = await stage.open({ longestRun: 30 })
    const job = new ScriptedJob(
      'j',
      (_, { signal }) =>
        new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
    )
    queue.register(job)
    await queue.start()
    await queue.enqueue(ask('j', 'endless'))
    await until('that it is given up', () => job.givenUp.length === 1)
    await until('that it shows', () => stage.double.runs[0]!.status === 'FAILED')
    assert.lengthOf(job.runs, 3)
  })

  test('what is about the same thing takes turns at Trigger.dev already', async ({ assert }) => {
    const queue = await stage.open()
    const gate = Promise.withResolvers<void>()
    queue.register(new ScriptedJob('make', () => gate.promise))
    queue.register(new ScriptedJob('remove'))
    await queue.start()
    await queue.enqueue(ask('make', 'a', 'k'))
    await queue.enqueue(ask('remove', 'a', 'k'))
    await until('both', () => stage.double.runs.length === 2)
    await sleep(50)
    assert.deepEqual(
      stage.double.runs.map(({ status, attempts }) => [status, attempts]),
      [
        ['EXECUTING', 1],
        ['QUEUED', 0],
      ]
    )
    gate.resolve()
    await until('its turn', () => stage.double.runs[1]!.status === 'COMPLETED')
  })

  test('a run that is lost is replaced, and ends without a doubt when it comes back', async ({
    assert,
  }) => {
    const queue = await stage.open({ silence: 100 })
    const job = new ScriptedJob('j')
    queue.register(job)
    stage.double.hold()
    await queue.start()
    await queue.enqueue(ask('j', 'one'))
    await until('another one', () => stage.double.runs.length >= 2)
    stage.double.release()
    await until('their ends', () => stage.double.runs.every((run) => run.status === 'COMPLETED'))
    assert.lengthOf(job.runs, 1)
    assert.deepInclude(
      stage.double.runs.map(({ output }) => output),
      { outcome: 'superseded' }
    )
    assert.match(stage.log[0]!.message, /were lost/)
  })

  test('Loft that is away for a while is called again', async ({ assert }) => {
    const queue = await stage.open()
    const job = new ScriptedJob('j')
    queue.register(job)
    stage.calls.serve(undefined)
    await queue.start()
    await queue.enqueue(ask('j', 'one'))
    await until('that it was not there', () => /503/.test(stage.double.runs[0]?.error ?? ''))
    stage.calls.serve(queue)
    await until('its run', () => stage.double.runs[0]!.status === 'COMPLETED')
    assert.lengthOf(stage.double.runs, 1)
    assert.lengthOf(job.runs, 1)
  })

  test('a job that is cancelled before it runs is cancelled there as well', async ({ assert }) => {
    const queue = await stage.open()
    const job = new ScriptedJob('j')
    queue.register(job)
    stage.double.hold()
    await queue.start()
    await queue.enqueue(ask('j', 'one'))
    await until('its run', () => stage.double.runs.length === 1)
    await sleep(20)
    await queue.cancel('j', 'one')
    await until('that it is cancelled', () => stage.double.runs[0]!.status === 'CANCELED')
    assert.isEmpty(job.runs)
  })
})

test.group('Calls for jobs prove themselves', (group) => {
  let stage: TriggerStage
  group.each.setup(async () => {
    stage = await TriggerStage.make()
    return () => stage.dispose()
  })

  const opened = async () => {
    const queue = await stage.open()
    queue.register(new ScriptedJob('j'))
    queue.register(new ScriptedJob('other'))
    await queue.start()
    return queue
  }

  test('one that is genuine is answered, and a second time refused, after a restart too', async ({
    assert,
  }) => {
    const queue = await opened()
    const call = callOf()
    assert.deepEqual(await queue.take(call), { status: 200, answer: { type: 'superseded' } })
    assert.deepEqual(await queue.take(call), { status: 409 })
    const next = await opened()
    assert.deepEqual(await next.take(call), { status: 409 })
  })

  const refused: [what: string, call: () => ReturnType<typeof callOf>][] = [
    ['another key', () => callOf({ key: `${SIGNING_KEY}x` })],
    ['no signature', () => ({ ...callOf(), signature: '' })],
    ['a cut signature', () => ({ ...callOf(), signature: callOf().signature.slice(0, 63) })],
    ['another body', () => ({ ...callOf(), body: callOf().body })],
    ['another job', () => ({ ...callOf(), name: 'other' })],
    ['another time', () => ({ ...callOf({ ageSeconds: 400 }), time: callOf().time })],
    ['six minutes ago', () => callOf({ ageSeconds: 360 })],
    ['six minutes ahead', () => callOf({ ageSeconds: -360 })],
  ]
  for (const [what, call] of refused) {
    test(`${what}: 401`, async ({ assert }) => {
      const queue = await opened()
      assert.deepEqual(await queue.take(call()), { status: 401 })
    })
  }

  test('four minutes of difference between clocks are allowed', async ({ assert }) => {
    const queue = await opened()
    for (const ageSeconds of [240, -240]) {
      assert.equal((await queue.take(callOf({ ageSeconds }))).status, 200)
    }
  })

  test('a time that is no number is refused though it was signed', async ({ assert }) => {
    const queue = await opened()
    const { name, body } = callOf()
    for (const time of ['NaN', '', 'soon', '1e3']) {
      const signature = signatureOf({ name, time, body }, SIGNING_KEY)
      assert.deepEqual(await queue.take({ name, body, time, signature }), { status: 401 }, time)
    }
  })

  test('a body that says something else: 400', async ({ assert }) => {
    const queue = await opened()
    for (const body of ['null', '[]', 'x', '{}', `{"call":"${randomUUID()}","job":1}`]) {
      assert.deepEqual(await queue.take(callOf({ body })), { status: 400 }, body)
    }
  })

  test('a job that nobody knows: 404, and its run ends', async ({ assert }) => {
    const queue = await opened()
    assert.deepEqual(await queue.take(callOf({ name: 'unknown' })), { status: 404 })
    await queue.enqueue(ask('unknown', 'x'))
    await until('its end', () => stage.double.runs[0]?.status === 'FAILED')
    assert.equal(stage.double.runs[0]!.attempts, 1)
    assert.include(stage.double.runs[0]!.error!, 'knows no jobs named unknown')
  })

  test('before a start and after a stop: 503', async ({ assert }) => {
    const queue = await stage.open()
    assert.deepEqual(await queue.take(callOf()), { status: 503 })
    await queue.start()
    await queue.stop()
    assert.deepEqual(await queue.take(callOf()), { status: 503 })
  })
})
