import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { ModelDrivers } from '#ai/model_drivers'
import { connectDriver } from '#tests/support/connect_driver'
import { driversOver } from '#tests/support/gateway'
import { pngOf } from '#tests/support/png'
import { sample } from '#tests/support/sample_events'
import { closeSyncClients, SyncClient } from '#tests/support/sync_client'
import { ScriptableUpstream } from '#tests/support/upstream/scriptable_upstream'
import { Uploader } from '#tests/support/uploader'
import { until } from '#tests/support/until'
import app from '@adonisjs/core/services/app'
import { test } from '@japa/runner'

interface ContentPart {
  type: string
  text?: string
  image_url?: { url: string }
}

test.group('Chat | images of a question', (group) => {
  let upstream: ScriptableUpstream
  group.setup(async () => {
    upstream = await ScriptableUpstream.start()
    app.container.swap(ModelDrivers, () => driversOver(() => connectDriver(upstream)))
    return async () => {
      app.container.restore(ModelDrivers)
      await upstream.close()
    }
  })
  group.each.teardown(() => closeSyncClients())

  test('the answer waits for them, and the model gets them in front of the text', async ({
    assert,
  }) => {
    const person = await Uploader.guest()
    const device = await SyncClient.connect(person)
    await device.pull()
    const image = pngOf(32, 16)
    const fileId = randomUUID()
    const chat = sample.chatCreated({ title: 'T' })
    const { chatId } = chat.args
    const facts = { name: 'roof.png', mediaType: 'image/png' as const, size: image.length }
    const question = sample.messageSent(chatId, {
      content: 'What is on it?',
      attachments: [{ fileId, ...facts, width: 32, height: 16 }],
    })
    const request = sample.answerRequested(chatId, question.args.messageId)
    await device.commit(chat, question, request)

    await sleep(300)
    assert.lengthOf(upstream.answers, 0, 'nothing is asked about an image that is not there')
    await person.upload(fileId, image)
    await until('the image was asked about', () => upstream.answers.length > 0)

    const { messages } = upstream.answers[0]!.body as {
      messages: { role: string; content: string | ContentPart[] }[]
    }
    const content = messages.at(-1)!.content as ContentPart[]
    assert.deepEqual(
      content.map(({ type }) => type),
      ['image_url', 'text']
    )
    assert.equal(content[0]!.image_url?.url, `data:image/png;base64,${image.toString('base64')}`)
  })
})
