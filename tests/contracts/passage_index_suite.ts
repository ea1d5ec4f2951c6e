import { test } from '@japa/runner'

import type { IndexedPassage, PassageIndex } from '#rag/passage_index'

export interface IndexUnderTest {
  index: PassageIndex
  close: () => Promise<void>
}

const MODEL = 'test:axes'
const DIMENSIONS = 16

/** A vector along one axis with a little of others, so that nearness is known. */
export function axis(main: number, ...others: number[]): Float32Array {
  const vector = new Float32Array(DIMENSIONS).fill(-0.01)
  vector[main] = 1
  for (const other of others) vector[other] = 0.5
  return vector
}

export function passage(ordinal: number, text: string, more: Partial<IndexedPassage> = {}) {
  const made: IndexedPassage = {
    ...{ ordinal, text, header: 'Handbook', place: { page: ordinal + 1 }, tokens: 20 },
    ...more,
  }
  return made
}

const embedded = (ordinal: number, text: string, vector: Float32Array, model = MODEL) =>
  passage(ordinal, text, { vector, model })

/** What every passage index must do. `open` gives an empty one. */
export function passageIndexSuite(name: string, open: () => Promise<IndexUnderTest>): void {
  test.group(`Passage index: ${name}`, (group) => {
    let index: PassageIndex
    group.each.setup(async () => {
      const opened = await open()
      index = opened.index
      return opened.close
    })

    const found = async (userId: string, documentIds: string[], text: string) =>
      (await index.lexical({ userId, documentIds, text, limit: 10 })).map(({ id }) => id)
    const near = async (userId: string, documentIds: string[], vector: Float32Array) =>
      (await index.vector({ userId, documentIds, vector, model: MODEL, limit: 10 })).map(
        ({ id }) => id
      )

    test('finds passages by their words, the best first', async ({ assert }) => {
      await index.put('ada', 'whales', [
        passage(0, 'The blue whale is the largest animal that is known to have lived.'),
        passage(1, 'A whale feeds on krill. Krill swarms draw every whale of the sea; whale song.'),
        passage(2, 'Ships were built of oak and of elm, and sailed for years.'),
      ])
      const hits = await index.lexical({
        userId: 'ada',
        documentIds: ['whales'],
        text: 'what does a whale eat, krill?',
        limit: 10,
      })
      assert.deepEqual(
        hits.map(({ documentId, ordinal }) => [documentId, ordinal]),
        [
          ['whales', 1],
          ['whales', 0],
        ]
      )
      assert.isAbove(hits[0]!.score, hits[1]!.score)
      assert.deepEqual(await found('ada', ['whales'], 'the of and is'), [])
      assert.deepEqual(await found('ada', ['whales'], ''), [])
    })

    test('knows inflections and accents of several languages', async ({ assert }) => {
      await index.put('ada', 'de', [
        passage(0, 'Die Häuser in der Altstadt wurden nach dem Krieg wieder aufgebaut.'),
        passage(1, 'Der Fluss ist im Sommer sehr niedrig und für die Schiffe gesperrt.'),
      ])
      await index.put('ada', 'ru', [
        passage(0, 'Книги лежат на столе, и никто их не читает уже много лет.'),
      ])
      await index.put('ada', 'ja', [passage(0, '東京都の人口は約千四百万人である。')])
      const all = ['de', 'ru', 'ja']
      assert.deepEqual(await found('ada', all, 'Welches Haus?'), ['de:0'])
      assert.deepEqual(await found('ada', all, 'schiff'), ['de:1'])
      assert.deepEqual(await found('ada', all, 'книга'), ['ru:0'])
      assert.deepEqual(await found('ada', all, '東京の人口'), ['ja:0'])
    })

    test('finds a passage by its header too, below one whose text says it', async ({ assert }) => {
      const text = 'Everyone may take thirty days of leave in a year when it was agreed upon.'
      await index.put('ada', 'rules', [
        passage(0, text, { header: 'Rules › Holidays' }),
        passage(1, 'Holidays are paid in full, and holidays end on a Sunday in most cases.'),
        passage(2, 'The canteen opens at noon and closes at three in the afternoon, every day.'),
      ])
      assert.deepEqual(await found('ada', ['rules'], 'holiday'), ['rules:1', 'rules:0'])
    })

    test('takes any text for a question, and never for a query language', async ({ assert }) => {
      await index.put('ada', 'notes', [passage(0, 'A near miss: the pump near the dam broke.')])
      const hostile = ['"', 'pump"', 'NEAR(pump dam)', 'body:pump', 'pump*', '-pump', "';DROP--", '^pump', '\0pump', '{pump}', '𝔭ump pump', 'pump '.repeat(5000)] // prettier-ignore
      for (const text of hostile) {
        const hits = await found('ada', ['notes'], text)
        assert.deepEqual(hits, /pump/i.test(text) ? ['notes:0'] : [], JSON.stringify(text))
      }
    })

    test('finds passages by their vectors, the nearest first', async ({ assert }) => {
      await index.put('ada', 'one', [
        embedded(0, 'zero', axis(0)),
        embedded(1, 'mixed', axis(1, 0)),
        embedded(2, 'two', axis(2)),
        passage(3, 'no vector'),
      ])
      const query = { userId: 'ada', documentIds: ['one'], model: MODEL, limit: 2 }
      const hits = await index.vector({ ...query, vector: axis(0) })
      assert.deepEqual(
        hits.map(({ id }) => id),
        ['one:0', 'one:1']
      )
      assert.closeTo(hits[0]!.score, 1, 0.02)
      assert.closeTo(hits[1]!.score, 0.45, 0.05)
    })

    test('never compares vectors of different models or lengths', async ({ assert }) => {
      await index.put('ada', 'one', [embedded(0, 'zero', axis(0))])
      await index.put('ada', 'two', [embedded(0, 'zero', axis(0), 'test:other')])
      assert.deepEqual(await near('ada', ['one', 'two'], axis(0)), ['one:0'])
      assert.deepEqual(await near('ada', ['one', 'two'], new Float32Array([1, 2, 3])), [])
      assert.deepEqual(await near('ada', ['one'], new Float32Array(DIMENSIONS)), [])
    })

    test('looks only at the documents named', async ({ assert }) => {
      for (const id of ['one', 'two', 'three']) {
        await index.put('ada', id, [embedded(0, 'The lighthouse stands on the rock.', axis(0))])
      }
      const inReach = ['two', 'three', 'nowhere']
      assert.sameMembers(await found('ada', inReach, 'lighthouse'), ['two:0', 'three:0'])
      assert.sameMembers(await near('ada', inReach, axis(0)), ['two:0', 'three:0'])
      assert.deepEqual(await found('ada', [], 'lighthouse'), [])
      assert.deepEqual(await near('ada', [], axis(0)), [])
    })

    test('shows and takes nothing of another user, even under the same ids', async ({ assert }) => {
      await index.put('ada', 'diary', [embedded(0, 'Ada’s secret lighthouse.', axis(0))])
      await index.put('bob', 'diary', [embedded(0, 'Bob’s open harbour.', axis(1))])
      assert.deepEqual(await found('bob', ['diary'], 'lighthouse'), [])
      assert.deepEqual(await found('bob', ['diary'], 'harbour'), ['diary:0'])
      const [hit] = await index.vector({
        ...{ userId: 'bob', documentIds: ['diary'], vector: axis(0), model: MODEL, limit: 5 },
      })
      assert.isBelow(hit!.score, 0.5)
      const [read] = await index.read('bob', ['diary:0'])
      assert.equal(read?.text, 'Bob’s open harbour.')
      assert.deepEqual(await index.read('eve', ['diary:0']), [])
      assert.deepEqual(await index.readDocument('eve', 'diary'), [])
      await index.remove('eve', ['diary'])
      await index.remove('bob', ['diary'])
      await index.removeUser('eve')
      assert.deepEqual(await found('ada', ['diary'], 'lighthouse'), ['diary:0'])
    })

    test('gives back what was stored', async ({ assert }) => {
      const place = { page: 7, heading: 'Part one › Rocks', sheet: 'Budget', slide: 2 }
      const made = passage(4, 'Text with “quotes”\nand ünïcode 🪨.', { place, tokens: 123 })
      await index.put('ada', 'one', [made, passage(9, 'Later.'), passage(5, 'In between.')])
      assert.deepEqual(await index.read('ada', ['one:9', 'one:77', 'nothing', 'one:4']), [
        { ...passage(9, 'Later.'), id: 'one:9', documentId: 'one' },
        { ...made, id: 'one:4', documentId: 'one' },
      ])
      const whole = await index.readDocument('ada', 'one')
      assert.deepEqual(
        whole.map(({ ordinal }) => ordinal),
        [4, 5, 9]
      )
    })

    test('replaces a document as a whole', async ({ assert }) => {
      await index.put('ada', 'one', [
        embedded(0, 'The old lighthouse.', axis(0)),
        embedded(1, 'The old harbour.', axis(1)),
      ])
      await index.put('ada', 'one', [embedded(0, 'A new windmill.', axis(2))])
      assert.deepEqual(await found('ada', ['one'], 'lighthouse harbour'), [])
      assert.deepEqual(await found('ada', ['one'], 'windmill'), ['one:0'])
      assert.deepEqual(await near('ada', ['one'], axis(0)), ['one:0'])
      assert.lengthOf(await index.readDocument('ada', 'one'), 1)
    })

    test('a document that cannot be stored leaves the old one as it was', async ({ assert }) => {
      await index.put('ada', 'one', [embedded(0, 'The old lighthouse.', axis(0))])
      const twice = [passage(0, 'A new windmill.'), passage(0, 'The same place again.')]
      await assert.rejects(() => index.put('ada', 'one', twice))
      assert.deepEqual(await found('ada', ['one'], 'lighthouse'), ['one:0'])
      assert.deepEqual(await found('ada', ['one'], 'windmill'), [])
      assert.lengthOf(await near('ada', ['one'], axis(0)), 1)
    })

    test('removes documents and users', async ({ assert }) => {
      for (const userId of ['ada', 'bob']) {
        await index.put(userId, 'one', [embedded(0, 'A lighthouse.', axis(0))])
        await index.put(userId, 'two', [embedded(0, 'A lighthouse.', axis(0))])
      }
      await index.remove('ada', ['one', 'nowhere'])
      assert.deepEqual(await found('ada', ['one', 'two'], 'lighthouse'), ['two:0'])
      assert.deepEqual(await near('ada', ['one', 'two'], axis(0)), ['two:0'])
      assert.deepEqual(await index.readDocument('ada', 'one'), [])
      await index.removeUser('ada')
      assert.deepEqual(await found('ada', ['one', 'two'], 'lighthouse'), [])
      assert.deepEqual(await index.read('ada', ['two:0']), [])
      assert.lengthOf(await found('bob', ['one', 'two'], 'lighthouse'), 2)
      await index.put('ada', 'one', [embedded(0, 'A lighthouse again.', axis(0))])
      assert.deepEqual(await found('ada', ['one', 'two'], 'lighthouse'), ['one:0'])
    })

    test('an empty document and a user without any are nothing special', async ({ assert }) => {
      await index.put('ada', 'empty', [])
      assert.deepEqual(await found('ada', ['empty'], 'lighthouse'), [])
      assert.deepEqual(await found('nobody', ['empty'], 'lighthouse'), [])
      assert.deepEqual(await near('nobody', ['empty'], axis(0)), [])
      assert.deepEqual(await index.readDocument('ada', 'empty'), [])
      await index.remove('nobody', ['empty'])
    })

    test('answers many questions while documents come and go', async ({ assert }) => {
      await index.put('ada', 'fixed', [embedded(0, 'A lighthouse.', axis(0))])
      const writes = Array.from({ length: 8 }, async (_, at) => {
        await index.put('ada', 'moving', [passage(at, `Lighthouse number ${at}.`)])
      })
      const questions = Array.from({ length: 24 }, () =>
        found('ada', ['fixed', 'moving'], 'lighthouse')
      )
      for (const hits of await Promise.all(questions)) {
        assert.include(hits, 'fixed:0')
        assert.isAtMost(hits.length, 2, 'two states of one document at once')
      }
      await Promise.all(writes)
    })
  })
}
