import type { ChatPage } from '#tests/support/chat_page'
import { givenGuest } from '#tests/support/chat_stage'
import { networkErrors } from '#tests/support/browser'
import { CuttableLine } from '#tests/support/s3/cuttable_line'
import { TestBucket } from '#tests/support/s3/test_bucket'
import { Stage } from '#tests/support/stage'
import { until } from '#tests/support/until'
import { text } from '#tests/support/upstream/steps'
import { test } from '@japa/runner'

const CLAIM = 'The boiler stands in the cellar and needs a pressure of 1.5 bar.'
/** More than one piece of 8 MB, most of which says nothing. */
const house = () => Buffer.from(`${CLAIM}\n\n${' '.repeat(9_000_000)}\n`)

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

test('a document goes straight to the bucket, on after a cut, and is cited in an answer', async ({
  assert,
  test,
}) => {
  const bucket = await TestBucket.create('*')
  const line = await CuttableLine.to(bucket.account.endpoint)
  const stage = await Stage.set(test, { env: bucket.environment(line.url) })
  test.cleanup(() => line.close())
  const chat = await givenGuest(stage)
  const { page } = chat
  chat.device.allow(...networkErrors)
  // As wide as a screen that has room for the source beside the chat.
  await page.setViewportSize({ width: 1280, height: 800 })

  const puts: string[] = []
  let throughServer = 0
  page.on('request', (request) => {
    const { pathname } = new URL(request.url())
    if (pathname === '/uploads' || pathname.startsWith('/uploads/')) throughServer++
    if (request.method() !== 'PUT') return
    puts.push(new URL(request.url()).searchParams.get('partNumber') ?? '')
    // The second piece breaks off once.
    if (puts.length === 2) line.cut()
  })
  await addDocument(chat, 'house.txt', house())
  await until('the second piece was cut off', () => puts.length >= 2)
  assert.deepEqual(await bucket.keys(), [])
  line.mend()
  await chip(chat, 'house.txt').filter({ hasText: 'ready' }).waitFor({ timeout: 60_000 })
  assert.equal(puts.filter((number) => number === '1').length, 1, 'what had arrived was sent again')
  assert.equal(throughServer, 0)
  assert.lengthOf(await bucket.keys(), 1)

  stage.upstream.enqueue([text('It needs 1.5 bar.[1]')])
  await chat.ask('Which pressure does the boiler need?')
  const mark = chat.answers.getByRole('button', { name: /^Source 1, house\.txt/ }).first()
  await mark.click()
  const panel = page.getByRole('complementary', { name: 'Source' })
  await panel.getByText(CLAIM).first().waitFor()
  const download = page.waitForEvent('download')
  await panel.getByRole('link', { name: 'Download the document' }).click()
  const saved = await download
  assert.equal(saved.suggestedFilename(), 'house.txt')
  assert.equal(new URL(saved.url()).origin, line.url)
  assert.isNull(await saved.failure())
})

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
