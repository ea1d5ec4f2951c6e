import { test } from '@japa/runner'
import { givenGuest } from '#tests/support/chat_stage'
import { Stage } from '#tests/support/stage'

test.group('Installing Loft', () => {
  test('is offered: Chromium finds nothing missing, and the icons are what they say', async ({
    assert,
    test,
  }) => {
    const stage = await Stage.set(test, { isForOffline: true })
    const chat = await givenGuest(stage)
    const devtools = await chat.device.context.newCDPSession(chat.page)
    const { installabilityErrors } = await devtools.send('Page.getInstallabilityErrors')
    assert.deepEqual(installabilityErrors, [])
    const { data, errors, url } = await devtools.send('Page.getAppManifest')
    assert.deepEqual(errors, [])

    const manifest = JSON.parse(data ?? '') as {
      display: string
      start_url: string
      icons: { src: string; sizes: string; type: string; purpose: string }[]
    }
    assert.equal(manifest.display, 'standalone')
    const purposes = manifest.icons.map(({ sizes, purpose }) => `${sizes} ${purpose}`)
    assert.includeMembers(purposes, ['192x192 any', '512x512 any', '512x512 maskable'])
    for (const { src, sizes, type } of manifest.icons.filter(({ sizes }) => sizes !== 'any')) {
      const response = await chat.page.request.get(new URL(src, url).href)
      assert.equal(response.headers()['content-type'], type, src)
      const image = await response.body()
      assert.equal(`${image.readUInt32BE(16)}x${image.readUInt32BE(20)}`, sizes, src)
    }
    const colours = () =>
      chat.page.evaluate(() =>
        [...document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]')].map(
          ({ content }) => content
        )
      )
    const [light, dark] = await colours()
    assert.notEqual(light, dark)
    stage.assertQuiet()
  })
})
