import { AnswerTemporarily } from '#chat/temporary/answer_temporarily'
import { TemporarySlots } from '#chat/temporary/temporary_slots'
import { test } from '@japa/runner'

type Dependencies = ConstructorParameters<typeof AnswerTemporarily>[0]

test.group('Temporary answers | slots', () => {
  test('a reader who leaves while the model is looked up takes none with them', async ({
    assert,
  }) => {
    const slots = new TemporarySlots({ perUser: 1, total: 1 })
    const gone = new AbortController()
    const answerTemporarily = new AnswerTemporarily({
      slots,
      findModel: async () => {
        gone.abort()
        return { contextLength: null, maxOutputTokens: null }
      },
    } as unknown as Dependencies)
    const question = { model: 'vendor/model', settings: {}, messages: [] } as never

    await answerTemporarily.handle({ userId: 'ann', question, signal: gone.signal })

    assert.isNotNull(slots.take('ann'))
  })
})
