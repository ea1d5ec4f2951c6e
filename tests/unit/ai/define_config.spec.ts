import { Secret } from '@adonisjs/core/helpers'
import { test } from '@japa/runner'

import { defineConfig, type AiConfigInput } from '#ai/define_config'
import { DemoDriver } from '#ai/drivers/demo_driver'
import { OpenAiCompatibleDriver } from '#ai/drivers/openai_compatible_driver'

const define = (connection: AiConfigInput['connection']) =>
  defineConfig({
    connection,
    timeouts: { connectTimeoutMs: 1, firstTokenTimeoutMs: 1, stallTimeoutMs: 1 },
    demo: { wordsPerSecond: 0 },
  })

const baseUrl = 'https://models.example/v1'

test.group('AI config', () => {
  test('without a connection the demonstration answers and says what it is', async ({ assert }) => {
    const config = define({})
    assert.containSubset(config.models, [{ id: 'demo', name: 'Demonstration', isDemo: true }])
    assert.equal(config.defaultModel, 'demo')
    assert.equal(config.titleModel, 'demo')
    assert.instanceOf(await config.createDriver(), DemoDriver)
  })

  test('with a connection its model is the only one on offer', async ({ assert }) => {
    const config = define({ baseUrl, name: 'openai/gpt-5-mini', apiKey: new Secret('key-1') })
    assert.containSubset(config.models, [
      { id: 'openai/gpt-5-mini', name: 'gpt-5-mini', isDemo: false },
    ])
    assert.equal(config.titleModel, 'openai/gpt-5-mini')
    assert.instanceOf(await config.createDriver(), OpenAiCompatibleDriver)
    assert.notInclude(JSON.stringify(config), 'key-1')
  })

  test('titles may have a model of their own', ({ assert }) => {
    const config = define({ baseUrl, name: 'big', titleName: 'small' })
    assert.equal(config.titleModel, 'small')
    assert.lengthOf(config.models, 1)
  })

  test('half a connection or an impossible key stops the boot and names the variable', ({
    assert,
  }) => {
    assert.throws(() => define({ baseUrl }), /MODEL_NAME/)
    assert.throws(() => define({ name: 'big' }), /MODEL_BASE_URL/)
    const apiKey = new Secret('two words')
    assert.throws(() => define({ baseUrl, name: 'big', apiKey }), /MODEL_API_KEY/)
  })
})
