import { test } from '@japa/runner'

import { RetrievalLab, ScriptedEmbeddings } from '#tests/unit/rag/support/retrieval_lab'

const filler = (count: number) =>
  Array.from(
    { length: count },
    (_, at) => `Paragraph ${at} speaks of chapter ${at * 7} and no more.`
  )

const idsOf = ({ passages }: { passages: { id: string }[] }) => passages.map(({ id }) => id)

test.group('Retrieving passages', (group) => {
  let lab: RetrievalLab
  group.each.setup(() => {
    lab = new RetrievalLab(new ScriptedEmbeddings([/car|vehicle/i, /lighthouse|keeper/i]))
    return () => lab.dispose()
  })

  test('documents that all fit come whole, numbered in their order', async ({ assert }) => {
    await lab.add('ada', 'one', ['First.', 'Second.'])
    await lab.add('ada', 'two', ['Third.'])
    const retrieved = await lab.ask(['two', 'one'], 'anything at all')
    assert.deepEqual(
      retrieved.passages.map(({ number, id }) => [number, id]),
      [
        [1, 'two:0'],
        [2, 'one:0'],
        [3, 'one:1'],
      ]
    )
    assert.deepEqual([...retrieved.isWhole], ['two', 'one'])
    assert.deepEqual(lab.embeddings.asked, [], 'nothing has to be looked up')
    assert.equal(retrieved.passages[0]!.documentName, 'two.txt')
  })

  test('finds by words and by meaning, within the budget', async ({ assert }) => {
    const texts = [...filler(30), 'The lighthouse keeper left.', 'A vehicle is parked.']
    await lab.add('ada', 'big', texts)
    const retrieved = await lab.ask(['big'], 'Where did the keeper leave his car?')
    assert.includeMembers(idsOf(retrieved), ['big:30', 'big:31'])
    const size = retrieved.passages.reduce((sum, { tokens }) => sum + tokens, 0)
    assert.isAtMost(size, 400)
    assert.deepEqual([...retrieved.isWhole], [])
  })

  test('words alone serve without a model, and when it fails', async ({ assert }) => {
    await lab.add('ada', 'big', [...filler(30), 'The lighthouse keeper left.', 'A vehicle.'])
    lab.embeddings.isThere = false
    assert.deepEqual(idsOf(await lab.ask(['big'], 'lighthouse car')), ['big:30'])
    lab.embeddings.isThere = true
    lab.embeddings.failure = new Error('The provider is down')
    assert.deepEqual(idsOf(await lab.ask(['big'], 'lighthouse car')), ['big:30'])
  })

  test('a stop ends it', async ({ assert }) => {
    await lab.add('ada', 'big', filler(30))
    const stop = new AbortController()
    lab.embeddings.failure = new Error('aborted')
    stop.abort(new Error('stopped'))
    await assert.rejects(() => lab.ask(['big'], 'chapter', { signal: stop.signal }), 'stopped')
  })

  test('nothing that has to do with the question is nothing', async ({ assert }) => {
    await lab.add('ada', 'big', filler(30))
    lab.embeddings.isThere = false
    assert.deepEqual(await lab.ask(['big'], 'What is a lighthouse?'), {
      passages: [],
      isWhole: new Set<string>(),
    })
    assert.deepEqual(idsOf(await lab.ask([], 'What is a chapter?')), [])
  })

  test('says the same only once', async ({ assert }) => {
    const rule = 'Every member of the staff may take thirty days of leave in one calendar year.'
    await lab.add('ada', 'v1', [...filler(20), rule])
    await lab.add('ada', 'v2', [...filler(20), `${rule} Really.`])
    const retrieved = await lab.ask(['v1', 'v2'], 'How many days of leave?')
    assert.lengthOf(
      retrieved.passages.filter(({ text }) => text.includes('leave')),
      1
    )
  })

  test('a small document with a hit comes whole beside passages of a large one', async ({
    assert,
  }) => {
    await lab.add('ada', 'big', [...filler(40), 'The lighthouse is tall.'])
    await lab.add('ada', 'note', ['The lighthouse is white.', 'Its keeper is Ann.', 'The end.'], 30)
    await lab.add('ada', 'other', ['Nothing of that.', 'Nor here.'], 30)
    const documents = ['big', 'note', 'other']
    const retrieved = await lab.ask(documents, 'lighthouse', { budgetTokens: 1000 })
    assert.deepEqual([...retrieved.isWhole], ['note'])
    assert.deepEqual(idsOf(retrieved).slice(0, 4), ['note:0', 'note:1', 'note:2', 'big:40'])
  })

  test('a question that leans on the one before is looked up with it', async ({ assert }) => {
    await lab.add('ada', 'big', [...filler(30), 'The lighthouse of Skagen is 46 metres tall.'])
    lab.embeddings.isThere = false
    const conversation = [
      { role: 'user', text: 'Who built the lighthouse of Skagen?' },
      { role: 'assistant', text: 'Nobody knows.' },
    ] as const
    assert.deepEqual(idsOf(await lab.ask(['big'], 'And how high is it?')), [])
    assert.deepEqual(idsOf(await lab.ask(['big'], 'And how high is it?', { conversation })), [
      'big:30',
    ])
  })

  test('never reaches beyond the user and the documents named', async ({ assert }) => {
    await lab.add('ada', 'mine', [...filler(30), 'The lighthouse of Ada.'])
    await lab.add('ada', 'elsewhere', ['The lighthouse of another chat.'])
    await lab.add('bob', 'theirs', ['The lighthouse of Bob.'])
    const reach = ['mine', 'theirs']
    assert.deepEqual(idsOf(await lab.ask(reach, 'lighthouse', { budgetTokens: 300 })), ['mine:30'])
    const asBob = await lab.ask(['mine', 'elsewhere'], 'lighthouse', { userId: 'bob' })
    assert.deepEqual(idsOf(asBob), [])
  })
})
