import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { test } from '@japa/runner'
import { addImage } from '#tests/support/add_image'
import { networkErrors } from '#tests/support/browser'
import type { ChatPage } from '#tests/support/chat_page'
import { givenGuest } from '#tests/support/chat_stage'
import { pngOf } from '#tests/support/png'
import { findTraces } from '#tests/support/local_traces'
import { Stage } from '#tests/support/stage'
import { until } from '#tests/support/until'
import { hold, image, text } from '#tests/support/upstream/steps'

const MARKER = 'zanzibar-lantern-77'
const SAID = 'quetzal-harbour-12'

async function givenTemporary(stage: Stage): Promise<ChatPage> {
  const chat = await givenGuest(stage)
  await chat.ask('Kept')
  await chat.assertAnswered('Kept')
  await chat.startChat()
  await chat.press('Temporary chat')
  await chat.sees('Nothing of this chat is kept.')
  return chat
}

/** Files of the server that hold one of these words, whatever they are. */
function filesWith(directory: string, words: readonly string[]): string[] {
  return readdirSync(directory, { recursive: true, encoding: 'utf8' }).filter((name) => {
    const path = join(directory, name)
    if (!statSync(path).isFile()) return false
    const bytes = readFileSync(path).toString('latin1')
    return words.some((word) => bytes.includes(word))
  })
}

test.group('A temporary chat', () => {
  test('is asked and answered, and leaves no trace on the device or the server', async ({
    assert,
    test,
  }) => {
    const stage = await Stage.set(test)
    const chat = await givenTemporary(stage)
    const png = `data:image/png;base64,${pngOf(64, 48).toString('base64')}`
    stage.upstream.enqueue([text(`Heard: ${SAID}`), image(png)])
    await chat.composer.pressSequentially(`${MARKER} one`)
    await chat.composer.press('Enter')
    await chat.assertAnswered(`Heard: ${SAID}`)
    const made = chat.page.getByRole('img', { name: 'Image of the answer' })
    await until('the image that the model made', () =>
      made.evaluate((element: HTMLImageElement) => element.naturalWidth === 64)
    )
    assert.equal(chat.path, '/chat')
    await chat.ask('And now?')
    await chat.assertAnswered('And now?')
    assert.deepEqual(
      stage.upstream.answers.at(-1)!.body.messages.map(({ content }) => content),
      [`${MARKER} one`, `Heard: ${SAID}`, 'And now?']
    )
    // A draft is not kept either.
    await chat.composer.pressSequentially(`${MARKER} draft`)
    await new Promise((resolve) => setTimeout(resolve, 1_500))

    const another = await chat.device.open('/chat')
    await another.getByRole('textbox', { name: 'Message' }).waitFor()
    assert.deepEqual(await findTraces(another, [MARKER, SAID]), [])
    assert.isNotEmpty(await findTraces(another, ['Kept']))
    assert.deepEqual(filesWith(stage.server.dataDirectory, [MARKER, SAID]), [])
    assert.isNotEmpty(filesWith(stage.server.dataDirectory, ['Kept']))
    assert.notInclude(
      stage.server.log(() => true),
      MARKER
    )
    stage.assertQuiet()
  })

  test('warns before it is left, and is gone then', async ({ assert, test }) => {
    const stage = await Stage.set(test)
    const chat = await givenTemporary(stage)
    await chat.ask(MARKER)
    await chat.assertAnswered(MARKER)
    await chat.openChat('A scripted title')
    const dialog = chat.page.getByRole('dialog', { name: 'Leave this temporary chat?' })
    await chat.press('Stay', dialog)
    await chat.assertTranscript(`You: ${MARKER}`, MARKER)

    const asked = chat.page.waitForEvent('dialog')
    const reload = chat.page.reload()
    const browsers = await asked
    assert.equal(browsers.type(), 'beforeunload')
    await browsers.dismiss()
    await reload.catch(() => undefined)
    await chat.assertTranscript(`You: ${MARKER}`, MARKER)

    await chat.openChat('A scripted title')
    await chat.press('Leave', dialog)
    await chat.assertTranscript('You: Kept', 'Kept')
    await chat.startChat()
    assert.deepEqual(await chat.transcript(), [])
    await chat.page.getByRole('button', { name: 'Temporary chat' }).waitFor()
    stage.assertQuiet()
  })

  test('stops, which closes the provider’s connection', async ({ assert, test }) => {
    const stage = await Stage.set(test)
    const chat = await givenTemporary(stage)
    stage.upstream.enqueue([text('Once upon'), hold()])
    await chat.ask('Tell me a story')
    await chat.sees('Once upon')
    await chat.press('Stop')
    await chat.sees('You stopped this answer')
    const request = stage.upstream.answers.at(-1)!
    await request.closed
    assert.isTrue(request.isAborted)
    await chat.press('Answer again')
    await chat.assertAnswered('Tell me a story')
    stage.assertQuiet()
  })

  test('says so offline, and asks again when told to', async ({ test }) => {
    const stage = await Stage.set(test, { isForOffline: true })
    const chat = await givenTemporary(stage)
    chat.device.allow(...networkErrors)
    await stage.proxy.offline()
    await chat.assertSign(/Offline/)
    await chat.ask('Anybody there?')
    await chat.sees('The server cannot be reached. A temporary chat is kept nowhere')
    await stage.proxy.online()
    await chat.assertSynced()
    await chat.press('Ask again')
    await chat.assertAnswered('Anybody there?')
    await until('the end', async () => (await chat.transcript()).length === 2)
    stage.assertQuiet()
  })

  test('takes no files and says so, those of the draft included', async ({ assert, test }) => {
    const stage = await Stage.set(test)
    const chat = await givenGuest(stage)
    await chat.ask('Kept')
    await chat.assertAnswered('Kept')
    await chat.startChat()
    await addImage(chat, 'draft.png')
    await chat.press('Temporary chat')
    await chat.sees('1 file stays with the draft of a new chat: a temporary chat takes none.')

    await chat.composer.evaluate((field) => {
      const clipboardData = new DataTransfer()
      clipboardData.items.add(new File(['x'], 'pasted.png', { type: 'image/png' }))
      field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }))
    })
    await chat.sees('Files are stored with a chat; a temporary chat takes none.')
    await chat.composer.pressSequentially('Only words')
    await chat.composer.press('Enter')
    await chat.assertAnswered('Only words')
    assert.deepEqual(
      stage.upstream.answers.at(-1)!.body.messages.map(({ content }) => content),
      ['Only words']
    )
  })
})
