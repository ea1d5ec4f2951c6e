import { unknownFacts } from '#ai/model_facts'
import { GenerationLab, givenChat } from '#tests/unit/chat/support/generation_lab'
import { says } from '#tests/unit/chat/support/scripted_driver'
import { test } from '@japa/runner'

const words = (count: number) => 'word '.repeat(count).trim()

test.group('Generation | context', () => {
  test('the oldest messages stay behind when the window is full, and the outcome says how many', async ({
    assert,
  }) => {
    const factsOf = () => ({ ...unknownFacts, contextLength: 1_000 })
    const lab = await GenerationLab.start({ factsOf })
    const chat = givenChat()
    let parentId: string | null = null
    await lab.push(chat.userId, [chat.chat])
    for (const question of ['first', 'second', 'third']) {
      lab.scripted.enqueue(says(words(150)))
      const { answerId, events } = chat.ask(`${question} ${words(100)}`, { parentId })
      await lab.push(chat.userId, events)
      await lab.outcome(chat.userId, answerId)
      parentId = answerId
    }
    const sent = lab.scripted.requests.at(-1)!.messages
    assert.isTrue(sent[0]!.content.startsWith('second'))
    const leftOut = lab
      .events(chat.userId, 'v1.AnswerCompleted')
      .map(({ args }) => args.leftOut ?? 0)
    assert.deepEqual(leftOut, [0, 0, 2])
    const { metadata } = lab.message(chat.userId, parentId!)
    assert.equal(JSON.parse(String(metadata)).leftOut, 2)
  })

  test('a question that cannot fit fails before anything is spent', async ({ assert }) => {
    const factsOf = () => ({ ...unknownFacts, contextLength: 1_000 })
    const lab = await GenerationLab.start({ factsOf })
    const chat = givenChat()
    const { answerId, events } = chat.ask(words(2_000))
    await lab.push(chat.userId, [chat.chat, ...events])
    const message = await lab.outcome(chat.userId, answerId)
    assert.containsSubset(message, { status: 'failed', error_code: 'CONTEXT_LENGTH' })
    assert.lengthOf(lab.scripted.requests, 0)
    assert.equal(lab.generation(chat.userId, answerId).attempts, 0)
  })

  test('a model of which nothing is known is asked in any case', async ({ assert }) => {
    const lab = await GenerationLab.start()
    const chat = givenChat()
    const { answerId, events } = chat.ask('word '.repeat(39_000))
    await lab.push(chat.userId, [chat.chat, ...events])
    assert.equal((await lab.outcome(chat.userId, answerId)).status, 'complete')
  })
})
