import { randomUUID } from 'node:crypto'
import type { RetrievedPassage } from '#rag/queries/retrieve_passages'
import type { LoftEvent } from '#shared/events/catalog'
import { splitCitations } from '#shared/policies/citations'
import { readMetadata } from '#shared/tables/message_metadata'
import { Random } from '#tests/support/random'
import { GenerationLab, givenChat } from '#tests/unit/chat/support/generation_lab'
import { says } from '#tests/unit/chat/support/scripted_driver'
import { documentAdded, documentProcessed } from '#tests/unit/chat/support/given_document'
import { test } from '@japa/runner'

const ANSWERS = 200
const WORDS = [
  'The',
  'boiler',
  'needs',
  '1.5',
  'bar',
  'array[0]',
  '`x[2]`',
  '[link](https://a.example)',
]

test.group('Generation | citations', () => {
  test(`of ${ANSWERS} scripted answers, none cites what was not in its context`, async ({
    assert,
  }) => {
    const seed = Date.now() % 100_000
    const random = new Random(seed)
    const upTo = (count: number) => random.below(count)
    const mark = () => {
      const number = () => upTo(20)
      const kinds = [
        () => `[${number()}]`,
        () => `[${number()}, ${number()}]`,
        () => `[${number()}–${number()}]`,
        () => `【${number()}†a.pdf】`,
        () => `[${number()}](https://evil.example/${number()})`,
        () => `[^${number()}]`,
        () => `[${number()}][${number()}]`,
        () => `![${number()}](https://evil.example/p.png)`,
      ]
      return kinds[upTo(kinds.length)]!()
    }
    const given: RetrievedPassage[][] = []
    const documentId = randomUUID()
    const lab = await GenerationLab.start({
      config: { concurrency: { perUser: 1, total: 1 } },
      retrievePassages: async () => {
        const passages = Array.from({ length: upTo(9) }, (_, at) => ({
          ...{ number: at + 1, id: `${documentId}:${at}`, documentId, documentName: 'a.pdf' },
          ...{ header: 'a', text: `answer ${given.length}, passage ${at + 1}` },
          ...{ place: { page: at + 1 }, tokens: 5 },
        }))
        given.push(passages)
        return { passages, isWhole: new Set() }
      },
    })
    const chat = givenChat()
    const { chatId, userId } = chat
    await lab.push(userId, [chat.chat, documentAdded(documentId, { chatId })])
    await lab.log.appendAtHead(userId, [documentProcessed(documentId)])

    let citations = 0
    let invented = 0
    for (let count = 0; count < ANSWERS; count++) {
      const pieces = Array.from({ length: 3 + upTo(8) }, () =>
        upTo(2) === 0 ? ` ${mark()}` : ` ${WORDS[upTo(WORDS.length)]}`
      )
      lab.scripted.enqueue(says(...pieces))
      const { answerId, events } = chat.ask(`Question ${count}`)
      await lab.push(chat.userId, events as LoftEvent[])
      const message = (await lab.outcome(chat.userId, answerId))!
      const stored = readMetadata(String(message.metadata)).passages ?? []
      const context = new Map(given[count]!.map((passage) => [passage.number, passage]))
      for (const passage of stored) {
        assert.equal(passage.text, context.get(passage.number)?.text, `seed ${seed}, ${count}`)
      }
      // What the screen makes of it: only stored numbers become citations.
      const shown = splitCitations(
        String(message.content),
        new Set(stored.map(({ number }) => number))
      )
      assert.equal(shown.map(({ text }) => text).join(''), message.content)
      for (const piece of shown) {
        if (piece.type === 'text') invented += [...piece.text.matchAll(/\[\d+\]/g)].length
        else for (const number of piece.numbers) assert.isTrue(context.has(number), `seed ${seed}`)
        if (piece.type === 'citation') citations++
      }
    }
    assert.lengthOf(given, ANSWERS)
    assert.isAbove(citations, 20, 'the test saw citations')
    assert.isAbove(invented, 20, 'and numbers that were made up')
  }).timeout(60_000)
})
