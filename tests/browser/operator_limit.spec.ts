import { test } from '@japa/runner'
import { ChatPage } from '#tests/support/chat_page'
import { givenGuest } from '#tests/support/chat_stage'
import { Stage } from '#tests/support/stage'
import { openRouterEntry } from '#tests/support/upstream/openrouter_entries'
import { until } from '#tests/support/until'

/** One call fits: a model without a list price reserves one cent. */
const env = { OPERATOR_DAILY_LIMIT: '0.01' }
const SENTENCE =
  /^This Loft’s daily limit for its own key is used up\. It starts afresh at \d\d:\d\d \(midnight UTC\)\.$/

test.group("The operator's daily limit", () => {
  test('is said in a sentence, in temporary chats as well, and not to who brings a key', async ({
    assert,
    test,
  }) => {
    const stage = await Stage.set(test, { env })
    const { upstream } = stage
    const chat = await givenGuest(stage)
    await chat.ask('The first')
    await chat.assertAnswered('The first')
    await chat.ask('The second')
    await chat.answers.last().getByRole('alert').getByText(SENTENCE).waitFor()
    await chat.sees('Your question is kept.')
    assert.lengthOf(upstream.answers, 1)

    await chat.startChat()
    await chat.press('Temporary chat')
    await chat.ask('In secret')
    await chat.answers.last().getByRole('alert').getByText(SENTENCE).waitFor()
    assert.lengthOf(upstream.answers, 1)

    upstream.providers.catalogue = [
      openRouterEntry(1, { id: 'openai/gpt-5-mini', name: 'OpenAI: GPT-5 Mini' }),
    ]
    const keys = await ChatPage.visit(chat.device, '/settings/keys')
    await keys.press('Connect OpenRouter')
    await keys.sees('OpenRouter is connected')
    const own = await ChatPage.visit(chat.device)
    await own.page.getByRole('button', { name: /^Model: .*GPT-5 Mini/ }).waitFor()
    await own.ask('At my own cost')
    await own.assertAnswered('At my own cost')
    const used = () => upstream.answers.map(({ headers }) => headers.authorization)
    await until('the own key', () => used().includes(`Bearer ${upstream.providers.grantedKey}`))
    stage.assertQuiet()
  }).timeout(180_000)
})
