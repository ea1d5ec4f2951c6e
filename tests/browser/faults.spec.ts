import { test } from '@japa/runner'
import type { ChatPage } from '#tests/support/chat_page'
import { givenGuest } from '#tests/support/chat_stage'
import { Stage } from '#tests/support/stage'
import {
  bytes,
  cut,
  cutAfterBytes,
  endWithoutFinish,
  errorStatus,
  malformedChunk,
  midStreamError,
  text,
  wait,
  type Step,
} from '#tests/support/upstream/steps'

interface Fault {
  name: string
  /** Played for every attempt. */
  steps: Step[]
  sentence: string | RegExp
  /** The text that had come before. */
  kept?: string
  retries: boolean
  /** How often the model is asked before a person decides. */
  attempts: number
}

const PROVIDER = 'The model provider failed while answering. Retry, or choose another model.'

const faults: Fault[] = [
  {
    name: 'a refused key',
    steps: [errorStatus(401)],
    sentence: 'The model provider refused the key. Check the key and try again.',
    retries: false,
    attempts: 1,
  },
  {
    name: 'no credit',
    steps: [errorStatus(402)],
    sentence: 'There is no credit left for this model. Add credit or choose another model.',
    retries: false,
    attempts: 1,
  },
  {
    name: 'a limit that lasts',
    steps: [errorStatus(429, { headers: { 'Retry-After': '60' } })],
    sentence: /^The model provider asks to wait (60|5\d) s\. Then retry\.$/,
    retries: true,
    attempts: 1,
  },
  {
    name: 'a limit that stays although it said it would be short',
    steps: [errorStatus(429, { headers: { 'Retry-After': '0' } })],
    sentence: 'The model provider is limiting requests right now. Wait a moment, then retry.',
    retries: true,
    attempts: 3,
  },
  {
    name: 'a broken provider',
    steps: [errorStatus(500)],
    sentence: PROVIDER,
    retries: true,
    attempts: 3,
  },
  {
    name: 'an error in the middle',
    steps: [text('Halfway'), midStreamError(502)],
    sentence: PROVIDER,
    kept: 'Halfway',
    retries: true,
    attempts: 1,
  },
  {
    name: 'a cut connection',
    steps: [text('Halfway'), wait(100), cut()],
    sentence: PROVIDER,
    kept: 'Halfway',
    retries: true,
    attempts: 1,
  },
  {
    name: 'a chunk cut in two',
    steps: [text('Halfway'), wait(50), cutAfterBytes(900), text('x'.repeat(1000))],
    sentence: PROVIDER,
    kept: 'Halfway',
    retries: true,
    attempts: 1,
  },
  {
    name: 'a chunk that cannot be read',
    steps: [text('Halfway'), wait(50), malformedChunk()],
    sentence: PROVIDER,
    kept: 'Halfway',
    retries: true,
    attempts: 1,
  },
  {
    name: 'an end without a finish',
    steps: [text('Halfway'), endWithoutFinish()],
    sentence: PROVIDER,
    kept: 'Halfway',
    retries: true,
    attempts: 1,
  },
  {
    name: 'a web page instead of an answer',
    steps: [bytes('<html><body>Bad gateway</body></html>'), endWithoutFinish()],
    sentence: PROVIDER,
    retries: true,
    attempts: 3,
  },
]

async function assertFault(stage: Stage, chat: ChatPage, fault: Fault): Promise<void> {
  stage.upstream.reset()
  stage.upstream.script(fault.steps)
  await chat.startChat()
  await chat.ask(fault.name)
  const outcome = chat.answers.last().getByRole('alert')
  await outcome.getByText(fault.sentence).waitFor()
  await chat.assertTranscript(`You: ${fault.name}`, fault.kept ?? '')
  const attempts = stage.upstream.answers.length
  if (attempts !== fault.attempts) throw new Error(`${fault.name}: asked ${attempts} times`)

  const retry = outcome.getByRole('button', { name: 'Retry' })
  if ((await retry.count()) !== (fault.retries ? 1 : 0)) throw new Error(`${fault.name}: retry`)
  if (!fault.retries) return
  stage.upstream.script([text('Better now')])
  await retry.click()
  await chat.assertAnswered('Better now')
  await chat.press('Previous version', chat.answers.last())
  await chat.assertTranscript(`You: ${fault.name}`, fault.kept ?? '')
}

test.group('A model that fails', () => {
  test('is told in a sentence, keeps the text, and is asked again where that can help', async ({
    test,
  }) => {
    const stage = await Stage.set(test)
    const chat = await givenGuest(stage)
    for (const fault of faults) {
      await assertFault(stage, chat, fault).catch((error: unknown) => {
        throw new Error(`With ${fault.name}`, { cause: error })
      })
    }
    await chat.assertSynced()
    stage.assertQuiet()
  })

  test('leaves the question that waited behind it unasked, until it is asked again', async ({
    assert,
    test,
  }) => {
    const stage = await Stage.set(test)
    const chat = await givenGuest(stage)
    stage.upstream.enqueue([text('Half'), wait(1_500), midStreamError()])
    await chat.ask('The first')
    await chat.sees('Half')
    await chat.ask('The second')
    await chat.sees('The answer before this one did not finish, so this one was not started.')
    assert.lengthOf(stage.upstream.answers, 1)
    await chat.press('Retry', chat.answers.last())
    await chat.assertAnswered('The second')
    stage.assertQuiet()
  })
})
