import type { ChatPage } from '#tests/support/chat_page'
import { givenGuest } from '#tests/support/chat_stage'
import { TestBucket } from '#tests/support/s3/test_bucket'
import { Stage } from '#tests/support/stage'
import { test } from '@japa/runner'

const CLAIM = 'The boiler stands in the cellar and needs a pressure of 1.5 bar.'
const chip = (chat: ChatPage, name: string) =>
  chat.page
    .getByRole('list', { name: 'Documents of this message' })
    .getByRole('listitem')
    .filter({ hasText: name })

async function addDocument(chat: ChatPage, name: string, buffer: Buffer): Promise<void> {
  const chooser = chat.page.waitForEvent('filechooser')
  await chat.choose('More for this chat', 'Add documents')
  await (await chooser).setFiles([{ name, mimeType: 'text/plain', buffer }])
}

test('a page that was kept from before there was a bucket sends through the server', async ({
  assert,
  test,
}) => {
  const bucket = await TestBucket.create('*')
  const stage = await Stage.set(test, { env: bucket.environment() })
  const chat = await givenGuest(stage)
  chat.device.allow(/Content Security Policy/)
  await chat.page.evaluate(() => {
    const policy = document.createElement('meta')
    policy.httpEquiv = 'Content-Security-Policy'
    policy.content = "connect-src 'self'"
    document.head.append(policy)
  })
  await addDocument(chat, 'house.txt', Buffer.from(CLAIM))
  await chip(chat, 'house.txt').filter({ hasText: 'ready' }).waitFor({ timeout: 60_000 })
  const keys = await bucket.keys()
  assert.lengthOf(keys, 1)
  assert.notMatch(keys[0]!, /^incoming/)
  assert.deepEqual(await bucket.unfinished(), [])
})
