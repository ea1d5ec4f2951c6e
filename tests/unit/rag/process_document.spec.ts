import { existsSync } from 'node:fs'
import { PipelineLab, STEPS } from '#tests/unit/rag/support/pipeline_lab'
import { test } from '@japa/runner'

test.group('Documents | processing', (group) => {
  let lab: PipelineLab
  group.each.setup(async () => {
    lab = await PipelineLab.open()
    return () => lab.close()
  })

  test('a file becomes passages with vectors, told once, and nothing in between is kept', async ({
    assert,
  }) => {
    await lab.run()
    assert.deepEqual(
      lab.outcomes.map(({ name }) => name),
      ['v1.DocumentProcessed']
    )
    assert.containsSubset(lab.outcomes[0]!.args, { pages: 3, passages: 5, embeddingModel: 'm' })
    assert.lengthOf(lab.passages, 5)
    assert.isTrue(lab.passages.every(({ vector, model }) => vector && model === 'm'))
    assert.isFalse(existsSync(lab.folderPath))
    await lab.run()
    assert.lengthOf(lab.outcomes, 1, 'done again, nothing happens')
  })

  for (const step of STEPS) {
    for (const when of ['before', 'after'] as const) {
      test(`a fall ${when} ${step} loses nothing and doubles nothing`, async ({ assert }) => {
        await assert.rejects(() => lab.run({ crash: { step, when } }), 'crash')
        await lab.run()
        assert.lengthOf(lab.outcomes, 1)
        assert.equal(lab.outcomes[0]!.name, 'v1.DocumentProcessed')
        assert.deepEqual(
          lab.passages.map(({ ordinal }) => ordinal),
          [0, 1, 2, 3, 4]
        )
        assert.isFalse(existsSync(lab.folderPath))
      })
    }
  }

  test('a finished step is not done again', async ({ assert }) => {
    await assert.rejects(() => lab.run({ crash: { step: 'embed', when: 'before' } }), 'crash')
    await assert.rejects(() => lab.run({ crash: { step: 'index', when: 'before' } }), 'crash')
    await lab.run()
    assert.equal(lab.counts.extract, 1)
  })

  test('what cannot be read is an outcome; what is unavailable is tried again', async ({
    assert,
  }) => {
    lab.failure = 'UNAVAILABLE'
    await assert.rejects(() => lab.run())
    assert.isEmpty(lab.outcomes)
    lab.failure = 'ENCRYPTED'
    await lab.run()
    assert.containsSubset(lab.outcomes, [
      { name: 'v1.DocumentFailed', args: { code: 'ENCRYPTED', isRetryable: false } },
    ])
    assert.isEmpty(lab.passages)
    assert.isFalse(existsSync(lab.folderPath))
  })

  test('without a model, or with one that fails to the end, words alone serve', async ({
    assert,
  }) => {
    lab.embedding = 'fails'
    await assert.rejects(() => lab.run())
    await lab.run({ isLast: true })
    assert.containsSubset(lab.outcomes[0]!.args, { passages: 5, embeddingModel: null })
    assert.isTrue(lab.passages.every(({ vector }) => vector === undefined))

    const other = await PipelineLab.open()
    other.embedding = 'none'
    await other.run()
    assert.containsSubset(other.outcomes[0]!.args, { embeddingModel: null })
    await other.close()
  })

  test('a document deleted meanwhile leaves nothing and is told of no more', async ({ assert }) => {
    await assert.rejects(() => lab.run({ crash: { step: 'index', when: 'before' } }), 'crash')
    lab.isWanted = false
    await lab.run()
    assert.isEmpty(lab.outcomes)
    assert.isEmpty(lab.passages)
    assert.isFalse(existsSync(lab.folderPath))
  })
})
