import type { ChatPage } from '#tests/support/chat_page'
import { axeViolations } from '#tests/support/axe'
import { givenGuest, goOffline, goOnline } from '#tests/support/chat_stage'
import { pdf, textPage } from '#tests/support/documents/pdf'
import { Stage } from '#tests/support/stage'
import { until } from '#tests/support/until'
import { text } from '#tests/support/upstream/steps'
import { test } from '@japa/runner'

const CLAIM = 'Of 2,988 counts examined, 212 had been entered more than once.'
const FIRST_LINE = 780
const LINE = 16
const SIZE = 11
const WIDTH = 595
const HEIGHT = 842

const audit = () =>
  pdf([
    textPage(['A report about the stores of the district.', 'It has three pages.']),
    textPage(['Nurses count every shelf once a week.', CLAIM, 'The phone had not heard back.']),
    textPage(['Nothing about counting is said on the last page.']),
  ])

const BOILER = 'The boiler needs a pressure of 1.5 bar, read on a cold day.'
const house = () =>
  Buffer.from(
    ['The roof is old.', BOILER, 'The garden is wild.']
      .map((text, at) => `# Part ${at}\n\n${text} ${`Part ${at} has its own plan. `.repeat(40)}`)
      .join('\n\n')
  )

async function addDocument(chat: ChatPage, name: string, buffer: Uint8Array): Promise<void> {
  const chooser = chat.page.waitForEvent('filechooser')
  await chat.choose('More for this chat', 'Add documents')
  const file = { name, mimeType: 'application/octet-stream', buffer: Buffer.from(buffer) }
  await (await chooser).setFiles([file])
  await chat.page
    .getByRole('list', { name: 'Documents of this message' })
    .getByRole('listitem')
    .filter({ hasText: name })
    .filter({ hasText: 'ready' })
    .waitFor({ timeout: 30_000 })
}

test.group('The page of a source', () => {
  test('is drawn with light on the words that were cited, and on nothing else', async ({
    assert,
    test,
  }) => {
    const stage = await Stage.set(test)
    const chat = await givenGuest(stage)
    const { page } = chat
    await page.setViewportSize({ width: 1440, height: 900 })
    const scripts: string[] = []
    page.on('request', (request) => {
      if (/\/assets\/pdf[-.]/.test(request.url())) scripts.push(request.url())
    })
    await addDocument(chat, 'audit.pdf', audit())
    const question = 'How many counts were entered more than once?'
    stage.upstream.enqueue([text('Of the counts, 212 had been entered more than once.[2]')])
    await chat.ask(question)
    const mark = chat.answers.getByRole('button', { name: /^Source 2, audit\.pdf, page 2/ }).first()
    await mark.waitFor()
    assert.lengthOf(scripts, 0, 'nothing of PDF.js comes before a page is asked for')

    await mark.click()
    const panel = page.getByRole('complementary', { name: 'Source' })
    await panel.getByRole('img', { name: 'Page 2 of 3 of audit.pdf' }).waitFor()
    await panel.locator('canvas').waitFor()
    assert.isAbove(scripts.length, 0)
    const lights = panel.locator('rect.page-mark')
    const boxes = await lights.evaluateAll((rects) =>
      rects.map((rect) => {
        const { x, y, width, height } = (rect as SVGRectElement).getBBox()
        return { x, y, width, height }
      })
    )
    assert.lengthOf(boxes, 1, 'one line was cited')
    const [box] = boxes
    const baseline = HEIGHT - (FIRST_LINE - LINE)
    assert.isBelow(box!.y, baseline - SIZE * 0.6)
    assert.isAbove(box!.y, baseline - LINE)
    assert.isAbove(box!.y + box!.height, baseline)
    assert.isBelow(box!.y + box!.height, baseline + LINE - SIZE * 0.6)
    assert.closeTo(box!.x, 50, 3)
    // Helvetica says how wide the sentence is; measured: 328 points.
    assert.isAbove(box!.width, 290)
    assert.isBelow(box!.width, 360)
    assert.isTrue(await isInked(panel, box!), 'there are words under the light')
    assert.deepEqual(await axeViolations(page), [])

    await panel.getByRole('region', { name: 'Page' }).focus()
    await page.keyboard.press('ArrowRight')
    await panel.getByRole('img', { name: 'Page 3 of 3 of audit.pdf' }).waitFor()
    assert.equal(await lights.count(), 0)
    await panel.getByRole('button', { name: 'Back to the cited page' }).click()
    await panel.getByRole('img', { name: 'Page 2 of 3 of audit.pdf' }).waitFor()
    const width = () => panel.locator('.page').evaluate((element) => element.clientWidth)
    const fitting = await width()
    await panel.getByRole('button', { name: 'Larger (+)' }).click()
    await until('the page to grow', async () => (await width()) > fitting * 1.4)
    await page.keyboard.press('Escape')
    await panel.waitFor({ state: 'detached' })
    await until('the focus to come back', () =>
      mark.evaluate((element) => element === document.activeElement)
    )
    stage.assertQuiet()
  })

  test('is the passage among its neighbours where there are no pages, and the kept passage offline', async ({
    assert,
    test,
  }) => {
    const stage = await Stage.set(test, { isForOffline: true })
    const chat = await givenGuest(stage)
    const { page } = chat
    // On a phone it comes up from the bottom.
    await page.setViewportSize({ width: 390, height: 844 })
    await chat.untilKeptForOffline()
    await addDocument(chat, 'house.md', house())
    stage.upstream.enqueue([text('It needs 1.5 bar, read on a cold day.[2]')])
    await chat.ask('Which pressure does the boiler need on a cold day?')
    const mark = chat.answers.getByRole('button', { name: /^Source 2, house\.md/ }).first()
    await mark.click()
    const panel = page.getByRole('dialog', { name: 'Source' })
    const region = panel.getByRole('region', { name: 'Passage in its document' })
    await region.waitFor()
    assert.deepEqual(await region.locator('mark').allInnerTexts(), [BOILER])
    const read = await region.innerText()
    for (const part of ['The roof is', 'The garden is']) assert.include(read, part)
    assert.deepEqual(await axeViolations(page), [])
    await page.keyboard.press('Escape')

    // On a phone the sign's words are in the drawer.
    await goOffline(stage)
    await page.locator('[data-sync="offline"]').waitFor({ state: 'attached' })
    await mark.click()
    await panel
      .getByText(/from the server\. The passage is shown as the answer keeps it\.$/)
      .waitFor()
    assert.deepEqual(await panel.locator('mark').allInnerTexts(), [BOILER])
    assert.equal(await panel.getByText('The garden is').count(), 0)
    await goOnline(stage)
    await chat.press('Try again', panel)
    await region.waitFor({ timeout: 20_000 })
  })
})

/** Whether something dark is drawn where the box is. */
async function isInked(
  panel: import('playwright-core').Locator,
  box: { x: number; y: number; width: number; height: number }
): Promise<boolean> {
  return panel.locator('canvas').evaluate(
    (canvas, { box, width }) => {
      const { context, scale } = {
        context: (canvas as HTMLCanvasElement).getContext('2d')!,
        scale: (canvas as HTMLCanvasElement).width / width,
      }
      const sizes = [box.x, box.y, box.width, box.height].map((value) => Math.round(value * scale))
      const { data } = context.getImageData(...(sizes as [number, number, number, number]))
      let dark = 0
      for (let at = 0; at < data.length; at += 4) if (data[at]! < 110) dark++
      return dark > (data.length / 4) * 0.03
    },
    { box, width: WIDTH }
  )
}
