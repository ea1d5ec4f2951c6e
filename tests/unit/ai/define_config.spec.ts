import { Secret } from '@adonisjs/core/helpers'
import { test } from '@japa/runner'

import { RETRY } from '#tests/support/gateway'
import { collectParts } from '#tests/support/model_parts'

import { defineConfig, type AiConfig, type AiConfigInput } from '#ai/define_config'
import { DemoDriver } from '#ai/drivers/demo_driver'
import { LanguageModelDriver } from '#ai/drivers/language_model_driver'
import type { Connection } from '#ai/keys/connection'
import { AddressGuard, AddressRefusedError } from '#core/network/address_guard'

const define = (connection: AiConfigInput['connection']) =>
  defineConfig({
    connection,
    timeouts: { connectTimeoutMs: 1, firstTokenTimeoutMs: 1, stallTimeoutMs: 1 },
    demo: { wordsPerSecond: 0 },
    gateway: { retry: RETRY, circuit: { failures: 1, pause: 1 }, outputTokens: 1 },
  })

const driverFor = async (config: AiConfig, connection: Connection) =>
  (await config.createDrivers()).driverFor(connection)

const operatorConnection = (url: string | null): Connection => ({
  ...{ provider: 'server', keyId: null, billedTo: 'operator', baseUrl: url, apiKey: null },
})

const baseUrl = 'https://models.example/v1'

test.group('AI config', () => {
  test('without a connection the demonstration answers and says what it is', async ({ assert }) => {
    const config = define({})
    assert.containSubset(config.models, [{ id: 'demo', name: 'Demonstration', isDemo: true }])
    assert.equal(config.defaultModel, 'demo')
    assert.equal(config.titleModel, 'demo')
    assert.instanceOf(await driverFor(config, operatorConnection(null)), DemoDriver)
  })

  test('with a connection its model is the only one on offer', async ({ assert }) => {
    const config = define({ baseUrl, name: 'openai/gpt-5-mini', apiKey: new Secret('key-1') })
    assert.containSubset(config.models, [
      { id: 'openai/gpt-5-mini', name: 'gpt-5-mini', isDemo: false },
    ])
    assert.equal(config.titleModel, 'openai/gpt-5-mini')
    const driver = await driverFor(config, operatorConnection(baseUrl))
    assert.instanceOf(driver, LanguageModelDriver)
    assert.notInclude(JSON.stringify(config), 'key-1')
  })

  test('an address that a person typed is asked through a guard or not at all', async ({
    assert,
  }) => {
    const config = define({ baseUrl, name: 'big' })
    const own: Connection = {
      ...{ provider: 'custom', keyId: 'k1', billedTo: 'own_key' },
      ...{ baseUrl: 'http://127.0.0.1:1/v1', apiKey: null },
    }
    await assert.rejects(() => driverFor(config, own), /VALIDATION/)
    const guard = new AddressGuard({ allowPrivate: false })
    const driver = await (await config.createDrivers(guard)).driverFor(own)
    const request = { model: 'm', messages: [], settings: {} }
    const { error } = await collectParts(driver.stream(request, new AbortController().signal))
    assert.propertyVal(error, 'code', 'VALIDATION')
    assert.propertyVal(
      (error as Error).cause,
      'message',
      new AddressRefusedError('not_allowed').code
    )
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
