import { test } from '@japa/runner'

import { networkErrors } from '#tests/support/browser'
import { ChatPage } from '#tests/support/chat_page'
import { givenGuest } from '#tests/support/chat_stage'
import { Stage } from '#tests/support/stage'
import { openRouterEntry } from '#tests/support/upstream/openrouter_entries'
import { until } from '#tests/support/until'

const OPENAI_KEY = 'sk-proj-typed-by-test-4Rkz'
/** A refused request is an error on the console of every browser. */
const refused = /^Failed to load resource: the server responded with a status of 422/

/** The page of keys in a tab of its own. */
async function visitKeys(guest: ChatPage): Promise<ChatPage> {
  const visit = await ChatPage.visit(guest.device, '/settings/keys')
  await visit.page.getByRole('heading', { name: 'Keys and models' }).waitFor()
  return visit
}

async function typeKey(keys: ChatPage, provider: string, key: string) {
  await keys.page.getByLabel('Provider').selectOption({ label: provider })
  await keys.page.getByLabel('Key', { exact: true }).fill(key)
  await keys.press('Check and save')
}

test.group('Keys and models', () => {
  test('OpenRouter is connected in one click, and its models answer', async ({
    assert,
    test: self,
  }) => {
    const stage = await Stage.set(self)
    const { providers } = stage.upstream
    providers.catalogue = [
      openRouterEntry(0),
      openRouterEntry(1, { id: 'openai/gpt-5-mini', name: 'OpenAI: GPT-5 Mini' }),
    ]
    providers.keyFacts = { label: 'Laptop', limit: 20, limit_remaining: 12.4, usage_monthly: 9.99 }
    const keys = await visitKeys(await givenGuest(stage))
    await keys.press('Connect OpenRouter')
    await keys.sees('OpenRouter is connected')
    await keys.sees('•••• c0de')
    for (const fact of ['$12.40', 'of $20', '$9.99', 'Works']) await keys.sees(fact)
    assert.notInclude(await keys.page.content(), providers.grantedKey)

    const chat = await ChatPage.visit(keys.device)
    await chat.ask('Which key?')
    await chat.assertAnswered('Which key?')
    assert.equal(stage.upstream.answers[0]!.headers.authorization, `Bearer ${providers.grantedKey}`)
    assert.equal(stage.upstream.answers[0]!.body.model, 'openai/gpt-5-mini')
    stage.assertQuiet()
  })

  test('a typed key is checked, refused with a sentence, saved, switched off, replaced and removed', async ({
    assert,
    test: self,
  }) => {
    const stage = await Stage.set(self)
    const { providers } = stage.upstream
    providers.openAiModels = ['gpt-5-mini', 'gpt-5']
    const guest = await givenGuest(stage)
    guest.device.allow(refused)
    const keys = await visitKeys(guest)
    await typeKey(keys, 'OpenAI', OPENAI_KEY)
    await keys.sees(/OpenAI does not accept this key.*Nothing was saved/)
    // What was typed stays, to be mended.
    assert.equal(await keys.page.getByLabel('Key', { exact: true }).inputValue(), OPENAI_KEY)
    providers.keys.add(OPENAI_KEY)
    await keys.press('Check and save')
    const card = keys.page.getByRole('region', { name: 'OpenAI' })
    await card.getByText('•••• 4Rkz').waitFor()
    assert.equal(await keys.page.getByLabel('Key', { exact: true }).inputValue(), '')

    await card.getByRole('switch').click()
    await card.getByText('Off', { exact: true }).waitFor()
    await card.getByRole('switch').click()
    await card.getByText('Works').waitFor()

    providers.keys.clear()
    await keys.press('Check', card)
    await card.getByText('Rejected').waitFor()
    await keys.press('Replace', card)
    providers.keys.add('sk-proj-second-by-test-77aa')
    await keys.page.getByLabel('Key', { exact: true }).fill('sk-proj-second-by-test-77aa')
    await keys.press('Check and save')
    await card.getByText('•••• 77aa').waitFor()

    await keys.press('Remove OpenAI', card)
    await keys.press('Remove', keys.page.getByRole('dialog'))
    await card.waitFor({ state: 'detached' })
    stage.assertQuiet()
  })

  test('a server of one’s own answers where the operator allows it, and is refused where not', async ({
    assert,
    test: self,
  }) => {
    const stage = await Stage.set(self, { env: { ALLOW_PRIVATE_MODEL_URLS: 'on' } })
    stage.upstream.providers.openAiModels = ['llama-of-mine']
    stage.upstream.providers.keys.add('')
    const keys = await visitKeys(await givenGuest(stage))
    await keys.page.getByLabel('Provider').selectOption({ label: 'Your own server' })
    await keys.page.getByLabel('Address of the server').fill(stage.upstream.origin)
    await keys.page.getByLabel('What you call it').fill('Cellar')
    await keys.press('Check and save')
    await keys.page.getByRole('region', { name: 'Cellar' }).waitFor()
    const chat = await ChatPage.visit(keys.device)
    await chat.ask('From the cellar?')
    await chat.assertAnswered('From the cellar?')
    assert.equal(stage.upstream.answers[0]!.body.model, 'llama-of-mine')
    stage.assertQuiet()

    const strict = await Stage.set(self)
    const other = await givenGuest(strict)
    other.device.allow(refused)
    const page = await visitKeys(other)
    await page.page.getByLabel('Provider').selectOption({ label: 'Your own server' })
    await page.page.getByLabel('Address of the server').fill(strict.upstream.origin)
    await page.press('Check and save')
    await page.sees(/inside a private network/)
    assert.isEmpty(strict.upstream.providers.requests)
    strict.assertQuiet()
  })

  test('a local server is found, used, and left out', async ({ assert, test: self }) => {
    const { ScriptableUpstream } = await import('#tests/support/upstream/scriptable_upstream')
    const local = await ScriptableUpstream.start()
    local.providers.keys.add('')
    local.providers.openAiModels = ['llama3.2:3b', 'nomic-embed-text']
    self.cleanup(() => local.close())
    const stage = await Stage.set(self, { env: { LOCAL_MODEL_SERVERS: local.origin } })
    const keys = await visitKeys(await givenGuest(stage))
    await keys.sees('1 model, no cost')
    const chat = await ChatPage.visit(keys.device)
    await chat.ask('Are you near?')
    await chat.assertAnswered('Are you near?')
    assert.equal(local.answers[0]!.body.model, 'llama3.2:3b')
    await keys.page.getByRole('switch', { name: /Model server/ }).click()
    const offered = async () => {
      const response = await keys.device.context.request.get('/bootstrap')
      return ((await response.json()) as { models: { id: string }[] }).models.map(({ id }) => id)
    }
    await until(
      'the model to be left out',
      async () => !(await offered()).some((id) => id.startsWith('local:'))
    )
    stage.assertQuiet()
  })

  test('the order of models to try next is kept, on every device', async ({
    assert,
    test: self,
  }) => {
    const stage = await Stage.set(self, { env: { MODEL_NAME: 'first/one,second/two,third/three' } })
    const guest = await givenGuest(stage)
    const keys = await visitKeys(guest)
    await keys.page.getByRole('switch', { name: 'Try the next model' }).click()
    for (const name of ['two', 'three']) {
      await keys.page.getByLabel('Add a model').selectOption({ label: `${name} (This Loft)` })
      await keys.page.getByRole('listitem').filter({ hasText: name }).first().waitFor()
    }
    await keys.press('Try three earlier')
    await keys.sees('three, then two')
    await keys.page.reload()
    await keys.sees('three, then two')
    const other = await ChatPage.visit(
      await stage.another('the second device', guest.device),
      '/settings/keys'
    )
    await other.sees('three, then two')
    await keys.page.getByRole('switch', { name: 'Try the next model' }).click()
    await other.sees('No other model is tried')
    assert.isEmpty(stage.upstream.answers)
    stage.assertQuiet()
  })

  test('without the server the page says so, and what was typed is not lost', async ({
    assert,
    test: self,
  }) => {
    const stage = await Stage.set(self, { isForOffline: true })
    const guest = await givenGuest(stage)
    const keys = await visitKeys(guest)
    guest.device.allow(...networkErrors)
    await stage.proxy.offline()
    await typeKey(keys, 'OpenAI', OPENAI_KEY)
    await keys.sees(/server cannot be reached.*Nothing was changed/)
    assert.equal(await keys.page.getByLabel('Key', { exact: true }).inputValue(), OPENAI_KEY)
  })
})
