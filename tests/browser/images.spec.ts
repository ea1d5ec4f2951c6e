import {
  asked,
  givenGuest,
  givenSecondDevice,
  goOffline,
  goOnline,
} from '#tests/support/chat_stage'
import { addImage } from '#tests/support/add_image'
import type { ChatPage } from '#tests/support/chat_page'
import { pngOf } from '#tests/support/png'
import { Stage } from '#tests/support/stage'
import { until } from '#tests/support/until'
import { image, text } from '#tests/support/upstream/steps'
import { test } from '@japa/runner'

const SECRET = 'taken at 15.4167 S, 28.2833 E'

interface Part {
  type: string
  image_url?: { url: string }
}

/** The image that the model was asked about last. */
function shownToModel(stage: Stage): Buffer {
  const { messages } = stage.upstream.answers.at(-1)!.body as unknown as {
    messages: { content: Part[] }[]
  }
  const url = messages.at(-1)!.content.find(({ type }) => type === 'image_url')?.image_url?.url
  return Buffer.from(String(url).split(',')[1] ?? '', 'base64')
}

const loaded = (page: ChatPage, name: string) =>
  until('the image is on screen', () =>
    page.page
      .getByRole('button', { name: `Show ${name}` })
      .locator('img')
      .evaluate((image: HTMLImageElement) => image.naturalWidth > 0)
  )

test.group('Images of a question', () => {
  test('are made small, lose what they tell of their maker, and reach model and second device', async ({
    assert,
    test,
  }) => {
    const stage = await Stage.set(test)
    const first = await givenGuest(stage)
    await addImage(first, 'roof.png', SECRET)
    await first.ask('What is on it?')
    await until('it was asked', () => asked(stage).length === 1)
    const shown = shownToModel(stage)
    assert.equal(shown.readUInt32BE(16), 2048, 'pixels on the longer side')
    assert.notInclude(shown.toString('latin1'), SECRET)
    await loaded(first, 'roof.png')

    const second = await givenSecondDevice(stage, first)
    await loaded(second, 'roof.png')
    // Nothing was asked for that is not there.
    stage.assertQuiet()
  })

  test('are kept offline beside their question and go with it', async ({ assert, test }) => {
    const stage = await Stage.set(test, { isForOffline: true })
    const first = await givenGuest(stage)
    await goOffline(stage, first)
    await addImage(first, 'leak.png')
    await first.page.reload()
    await first.page.getByRole('button', { name: 'Remove leak.png' }).waitFor()
    await first.ask('And here?')
    await loaded(first, 'leak.png')
    assert.deepEqual(asked(stage), [])

    await goOnline(stage, first)
    await until('it was asked', () => asked(stage).length === 1)
    assert.isAbove(shownToModel(stage).length, 100)
  })

  test('of an answer are kept as files, shown wherever it is read, and are not in the log', async ({
    assert,
    test,
  }) => {
    const stage = await Stage.set(test)
    const first = await givenGuest(stage)
    const bytes = pngOf(64, 48).toString('base64')
    stage.upstream.enqueue([text('A roof.'), image(`data:image/png;base64,${bytes}`)])
    await first.ask('Draw a roof')
    await first.sees('A roof.')
    await loaded(first, 'Image of the answer')
    await first.reload()
    await loaded(first, 'Image of the answer')
    await first.press('Show Image of the answer')
    await first.page.getByRole('dialog', { name: 'Image of the answer' }).waitFor()

    const second = await givenSecondDevice(stage, first)
    await loaded(second, 'Image of the answer')
    const database = stage.server.openDatabase()
    const { most } = database.prepare('SELECT MAX(length(args)) AS most FROM events').get() as {
      most: number
    }
    database.close()
    assert.isBelow(most, bytes.length)

    stage.upstream.enqueue([text('No roof.'), image('data:image/png;base64,AAAA')])
    await first.page.keyboard.press('Escape')
    await first.ask('Another')
    await first.sees('An image of this answer could not be kept')
    stage.assertQuiet()
  })

  test('that were never sent are counted before somebody signs out', async ({ test }) => {
    const stage = await Stage.set(test, { isForOffline: true })
    const first = await givenGuest(stage)
    await goOffline(stage, first)
    await addImage(first, 'only_here.png')

    await first.choose('Account', 'Sign out')
    const dialog = first.page.getByRole('dialog', { name: '1 unsent image would be lost' })
    await dialog.getByText('Stay until they are sent').waitFor()
    await first.press('Stay', dialog)
  })

  test('and documents that were never sent are called what they are', async ({ test }) => {
    const stage = await Stage.set(test, { isForOffline: true })
    const first = await givenGuest(stage)
    await goOffline(stage, first)
    await addImage(first, 'only_here.png')
    const chooser = first.page.waitForEvent('filechooser')
    await first.choose('More for this chat', 'Add documents')
    const plan = { name: 'plan.md', mimeType: 'text/markdown', buffer: Buffer.from('# Plan') }
    await (await chooser).setFiles([plan])
    await first.page.getByRole('button', { name: /(Cancel|Remove) plan.md/ }).waitFor()

    await first.choose('Account', 'Sign out')
    const dialog = first.page.getByRole('dialog', {
      name: /1 unsynced change, 1 image and 1 document would be lost/,
    })
    await dialog.getByRole('button', { name: 'Download 2 unsent files' }).waitFor()
    await first.press('Stay', dialog)
  })

  test('that the server has no room for say so, and go up when somebody tries again', async ({
    assert,
    test,
  }) => {
    const stage = await Stage.set(test)
    const first = await givenGuest(stage)
    first.device.allow(/^Failed to load resource: the server responded with a status of 507/)
    let refused = 0
    const sentence = 'This Loft has too little room left for files.'
    await first.page.route('**/uploads', (route) => {
      refused++
      const error = { code: 'DISK_FULL', message: sentence }
      return route.fulfill({ status: 507, json: { error } })
    })
    await addImage(first, 'roof.png')
    await first.page
      .getByRole('alert')
      .filter({ hasText: `roof.png: ${sentence}` })
      .waitFor()
    assert.equal(refused, 1, 'nobody is asked again and again')

    await first.page.unroute('**/uploads')
    await first.press('Try again')
    await first.page.getByText(sentence).waitFor({ state: 'detached' })
    await first.ask('What is on it?')
    await until('it was asked', () => asked(stage).length === 1)
    assert.isAbove(shownToModel(stage).length, 100)
  })
})
