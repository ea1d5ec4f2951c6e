import { contextWindow, reservedOutput, type ContextMessage } from '#shared/policies/context_window'
import { estimateTokens } from '#shared/policies/estimate_tokens'
import { test } from '@japa/runner'
import fc from 'fast-check'

const message = (role: string, content: string, rest: Partial<ContextMessage> = {}) => ({
  ...{ role, content, excluded_from_context: 0, deleted_at: null },
  ...rest,
})

const windowOf = (branch: ContextMessage[], rest: Partial<Parameters<typeof contextWindow>[0]>) =>
  contextWindow({ branch, systemPrompt: null, contextLength: null, reservedOutput: 0, ...rest })

const words = (count: number) => 'word '.repeat(count)

const anyMessage = fc.record({
  role: fc.constantFrom('user', 'assistant', 'system', 'tool'),
  content: fc.oneof(
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.integer({ min: 0, max: 300 }).map(words)
  ),
  excluded_from_context: fc.constantFrom(0, 0, 0, 1),
  deleted_at: fc.constantFrom(null, null, null, 1),
})
const anyInput = fc.record({
  branch: fc.array(anyMessage, { maxLength: 40 }),
  systemPrompt: fc.option(fc.integer({ min: 0, max: 100 }).map(words)),
  contextLength: fc.option(fc.integer({ min: 0, max: 4_000 })),
  reservedOutput: fc.integer({ min: 0, max: 1_000 }),
})

test.group('Context window', () => {
  test('what goes is the end of what can be read, and holds the newest question', ({ assert }) => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const readable = input.branch.filter(
          ({ role, content, excluded_from_context: excluded, deleted_at: deletedAt }) =>
            excluded === 0 && deletedAt === null && role !== 'tool' && content.trim() !== ''
        )
        const question = readable.findLast(({ role }) => role === 'user')
        const { messages, leftOut } = contextWindow(input)
        if (!question) {
          assert.deepEqual(messages, [])
          return
        }
        assert.include(messages, question)
        assert.notEqual(messages[0]!.role, 'assistant')
        assert.deepEqual(messages, readable.slice(leftOut))
        assert.equal(messages.length + leftOut, readable.length)
      })
    )
  })

  test('what goes fits, or nothing but the question goes and it says that it does not', ({
    assert,
  }) => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const { messages, tokens, room, isFitting } = contextWindow(input)
        if (input.contextLength === null) assert.isTrue(isFitting)
        else if (isFitting) assert.isAtMost(tokens, Math.max(room, 3 + promptTokens(input)))
        else
          assert.lengthOf(
            messages.filter(({ role }) => role === 'user'),
            1
          )
        const sum = messages.reduce((sum, { content }) => sum + estimateTokens(content) + 4, 3)
        assert.equal(tokens, sum + promptTokens(input))
      })
    )
  })

  test('a larger window never takes less', ({ assert }) => {
    fc.assert(
      fc.property(anyInput, fc.nat(2_000), (input, more) => {
        const contextLength = input.contextLength ?? 1_000
        const small = contextWindow({ ...input, contextLength })
        const large = contextWindow({ ...input, contextLength: contextLength + more })
        assert.isAtMost(large.leftOut, small.leftOut)
        if (small.isFitting) assert.isTrue(large.isFitting)
      })
    )
  })

  test('an empty message, a deleted one and an excluded one are not counted as left out', ({
    assert,
  }) => {
    const { messages, leftOut } = windowOf(
      [
        message('user', 'one'),
        message('assistant', '  '),
        message('assistant', 'gone', { deleted_at: 5 }),
        message('user', 'not this', { excluded_from_context: 1 }),
        message('user', 'two'),
      ],
      {}
    )
    assert.deepEqual(
      messages.map(({ content }) => content),
      ['one', 'two']
    )
    assert.equal(leftOut, 0)
  })

  test('the oldest are left out when the window is full, a question with its answer', ({
    assert,
  }) => {
    const branch = [0, 1, 2, 3].flatMap((turn) => [
      message('user', `Q${turn} ${words(100)}`),
      message('assistant', `A${turn} ${words(100)}`),
    ])
    const question = message('user', 'Q4')
    const { messages, leftOut, isFitting } = windowOf([...branch, question], {
      contextLength: 700,
      reservedOutput: 100,
    })
    assert.isTrue(isFitting)
    assert.equal(leftOut, 4)
    assert.isTrue(messages[0]!.content.startsWith('Q2'))
  })

  test('a question that is too long says so; with an unknown window it goes', ({ assert }) => {
    const question = [message('user', words(300_000))]
    assert.isFalse(windowOf(question, { contextLength: 8_000 }).isFitting)
    assert.isTrue(windowOf(question, { contextLength: null }).isFitting)
  })

  test('the answer keeps its room, and never more than half of the window', ({ assert }) => {
    const model = { contextLength: 8_000, maxOutputTokens: null }
    assert.equal(reservedOutput(undefined, model), 4_000)
    assert.equal(reservedOutput(500, model), 500)
    assert.equal(reservedOutput(1_000_000, model), 4_000)
    assert.equal(reservedOutput(undefined, { contextLength: null, maxOutputTokens: 1_000 }), 1_000)
  })

  test('a chat of ten thousand messages costs what goes, not what it holds', ({ assert }) => {
    const branch = Array.from({ length: 10_001 }, (_, index) =>
      message(index % 2 === 0 ? 'user' : 'assistant', words(50))
    )
    let counted = 0
    const countTokens = (text: string) => (counted++, estimateTokens(text))
    const { messages } = windowOf(branch, { contextLength: 8_000, countTokens })
    assert.isBelow(counted, messages.length + 3)
  })
})

function promptTokens({ systemPrompt }: { systemPrompt: string | null }): number {
  const prompt = systemPrompt?.trim()
  return prompt ? estimateTokens(prompt) + 4 : 0
}
