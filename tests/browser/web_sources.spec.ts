import { test } from '@japa/runner'
import { givenGuest } from '#tests/support/chat_stage'
import { Stage } from '#tests/support/stage'
import { source, text } from '#tests/support/upstream/steps'

const HOSTILE_TITLE = '<img src=x onerror="window.hacked=1">'

test.group('Pages that an answer rests on', () => {
  test('stand below it as numbered links that run nothing and hide nothing, and are copied with it', async ({
    assert,
    test,
  }) => {
    const stage = await Stage.set(test)
    stage.upstream.enqueue([
      source('https://weather.example/kitwe', 'Rain over Kitwe'),
      source('javascript:window.hacked=1', 'Press me'),
      source('https://bank.example@evil.example/%22onmouseover=%22x', HOSTILE_TITLE),
      source('https://weather.example/kitwe', 'Once more'),
      text('It will rain.'),
    ])
    const chat = await givenGuest(stage)
    await chat.ask('Will it rain?')
    await chat.assertAnswered('It will rain.')
    const sources = chat.page.getByRole('list', { name: 'Sources' })
    await sources.waitFor()
    await chat.page.reload()
    await sources.waitFor()

    const links = await sources.getByRole('link').evaluateAll((elements) =>
      elements.map((element) => {
        const { href, rel, target, textContent } = element as HTMLAnchorElement
        return { href, rel, target, textContent }
      })
    )
    const safe = { rel: 'noopener noreferrer nofollow', target: '_blank' }
    assert.deepEqual(links, [
      {
        ...safe,
        href: 'https://weather.example/kitwe',
        textContent: 'Source 1Rain over Kitweweather.example, opens in a new tab',
      },
      {
        ...safe,
        href: 'https://bank.example@evil.example/%22onmouseover=%22x',
        textContent: `Source 2${HOSTILE_TITLE}evil.example, opens in a new tab`,
      },
    ])
    assert.equal(await sources.locator('img, script').count(), 0)
    assert.isUndefined(await chat.page.evaluate(() => (window as { hacked?: unknown }).hacked))

    await chat.device.context.grantPermissions(['clipboard-read', 'clipboard-write'])
    const answer = chat.page.getByRole('article', { name: 'Answer' })
    await answer.getByRole('button', { name: 'Copy', exact: true }).click()
    assert.include(
      await chat.page.evaluate(() => navigator.clipboard.readText()),
      'It will rain.\n\nSources:\n\n- [1] [Rain over Kitwe](<https://weather.example/kitwe>), weather.example\n'
    )
    stage.assertQuiet()
  })
})
