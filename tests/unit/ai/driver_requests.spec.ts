import { test } from '@japa/runner'

import { createClient as createAnthropic } from '#ai/drivers/anthropic_client'
import { createClient as createGoogle } from '#ai/drivers/google_client'
import { createClient as createOpenAi } from '#ai/drivers/openai_client'
import { createClient as createOpenRouter } from '#ai/drivers/openrouter_client'
import { refusesTemperature } from '#ai/drivers/refuses_temperature'
import type { ModelRequest } from '#ai/model_driver'
import { connectDriver, type TestConnection } from '#tests/support/connect_driver'
import { collectParts, finishOf, textOf } from '#tests/support/model_parts'
import { ScriptableUpstream } from '#tests/support/upstream/scriptable_upstream'
import { bytes } from '#tests/support/upstream/steps'

test.group('Drivers | how each provider is asked', (group) => {
  let upstream: ScriptableUpstream
  group.setup(async () => {
    upstream = await ScriptableUpstream.start()
    return () => upstream.close()
  })
  group.each.setup(() => upstream.reset())

  const ask = async (
    settings: Partial<TestConnection>,
    model: string,
    asked: ModelRequest['settings'] = {}
  ) => {
    const messages: ModelRequest['messages'] = [{ role: 'user', content: 'Say three words' }]
    const answer = await collectParts(
      connectDriver(upstream, settings).stream(
        { model, messages, settings: asked },
        new AbortController().signal
      )
    )
    return { ...answer, request: upstream.requests.at(-1)! }
  }

  test('OpenRouter: effort, temperature, length, and a name without an address', async ({
    assert,
  }) => {
    const openRouter = { createClient: createOpenRouter, baseUrl: `${upstream.origin}/api/v1` }
    const settings = { reasoningEffort: 'high', temperature: 0.3, maxOutputTokens: 77 } as const
    const { request } = await ask(openRouter, 'vendor/model', settings)
    assert.containSubset(request.body, {
      model: 'vendor/model',
      reasoning: { effort: 'high' },
      temperature: 0.3,
      max_tokens: 77,
      stream: true,
    })
    assert.notProperty(request.body, 'models')
    assert.equal(request.headers['x-openrouter-title'], 'Loft')
    assert.notProperty(request.headers, 'http-referer')

    const known = await ask({ ...openRouter, appUrl: 'https://loft.example' }, 'vendor/model')
    assert.equal(known.request.headers['http-referer'], 'https://loft.example')
    assert.notProperty(known.request.body, 'reasoning')
  })

  test('OpenAI: effort in its words; a reasoning model is not sent a temperature', async ({
    assert,
  }) => {
    const openAi = { createClient: createOpenAi, baseUrl: upstream.url }
    const settings = { reasoningEffort: 'low', temperature: 0.3, maxOutputTokens: 77 } as const
    const { request } = await ask(openAi, 'gpt-5-mini', settings)
    assert.containSubset(request.body, { reasoning_effort: 'low', max_completion_tokens: 77 })
    assert.notProperty(request.body, 'temperature')
    assert.notEqual(request.body.store, true)
    const other = await ask(openAi, 'gpt-4.1-mini', { temperature: 0.3 })
    assert.equal(other.request.body.temperature, 0.3)
  })

  test('Anthropic: always a longest answer; effort becomes thinking, which knows no temperature', async ({
    assert,
  }) => {
    const anthropic = { createClient: createAnthropic, baseUrl: upstream.url }
    const plain = await ask(anthropic, 'claude-sonnet-4-5', { temperature: 0.3 })
    assert.equal(plain.request.body.max_tokens, 32_000)
    assert.equal(plain.request.body.temperature, 0.3)
    assert.notProperty(plain.request.body, 'thinking')

    const settings = {
      reasoningEffort: 'medium',
      temperature: 0.3,
      maxOutputTokens: 2_000,
    } as const
    const { request } = await ask(anthropic, 'claude-sonnet-4-5', settings)
    assert.equal((request.body.thinking as { type: string }).type, 'enabled')
    assert.isAtLeast(request.body.max_tokens as number, 2_000)
    assert.notProperty(request.body, 'temperature')

    const small = await ask(anthropic, 'claude-3-haiku-20240307')
    assert.equal(small.request.body.max_tokens, 4_096, 'no more than the model can write')
  })

  test('Google: effort becomes a thinking budget whose thoughts are shown', async ({ assert }) => {
    const google = { createClient: createGoogle, baseUrl: `${upstream.origin}/v1beta` }
    const settings = { reasoningEffort: 'low', temperature: 0.3, maxOutputTokens: 77 } as const
    const { request } = await ask(google, 'gemini-2.5-flash', settings)
    assert.containSubset(request.body.generationConfig, {
      temperature: 0.3,
      maxOutputTokens: 77,
      thinkingConfig: { includeThoughts: true },
    })
    const none = await ask(google, 'gemini-2.5-flash', { reasoningEffort: 'none' })
    assert.containSubset(none.request.body.generationConfig, {
      thinkingConfig: { thinkingBudget: 0 },
    })
  })

  test('Google: an answer that could go on by a second call ends instead', async ({ assert }) => {
    const chunk = {
      candidates: [
        {
          content: { role: 'model', parts: [{ text: 'so far' }] },
          finishReason: 'CONTINUATION',
          continuationToken: 'more',
        },
      ],
      responseId: 'r1',
    }
    upstream.script([bytes(`data: ${JSON.stringify(chunk)}\n\n`), { type: 'endWithoutFinish' }])
    const google = { createClient: createGoogle, baseUrl: `${upstream.origin}/v1beta` }
    const { parts, error } = await ask(google, 'gemini-2.5-flash')
    assert.isUndefined(error)
    assert.equal(textOf(parts), 'so far')
    assert.equal(finishOf(parts).finishReason, 'length')
    assert.lengthOf(upstream.requests, 1)
  })

  test('Google: a blocked prompt is CONTENT_POLICY', async ({ assert }) => {
    const chunk = { promptFeedback: { blockReason: 'PROHIBITED_CONTENT' } }
    upstream.script([bytes(`data: ${JSON.stringify(chunk)}\n\n`), { type: 'endWithoutFinish' }])
    const google = { createClient: createGoogle, baseUrl: `${upstream.origin}/v1beta` }
    const { error } = await ask(google, 'gemini-2.5-flash')
    assert.propertyVal(error, 'code', 'CONTENT_POLICY')
  })

  test('{model} refuses a temperature: {refuses}')
    .with([
      { model: 'o3-mini', refuses: true },
      { model: 'gpt-5', refuses: true },
      { model: 'openai/gpt-5-mini', refuses: true },
      { model: 'gpt-5.1', refuses: true },
      { model: 'gpt-5-chat-latest', refuses: false },
      { model: 'gpt-4o', refuses: false },
      { model: 'vendor/o3', refuses: false },
      { model: 'olmo-2', refuses: false },
    ])
    .run(({ assert }, { model, refuses }) => {
      assert.equal(refusesTemperature(model), refuses)
    })
})
