import type { ChatPage } from '#tests/support/chat_page'
import { asked, givenGuest, goOffline, goOnline } from '#tests/support/chat_stage'
import { axeViolations } from '#tests/support/axe'
import { pdf, textPage } from '#tests/support/documents/pdf'
import { Stage } from '#tests/support/stage'
import { until } from '#tests/support/until'
import { errorStatus, text } from '#tests/support/upstream/steps'
import { test } from '@japa/runner'

const CLAIM = 'Of 2,988 counts examined, 212 had been entered more than once.'
const audit = () =>
  pdf([
    textPage([
      'The stores of the district are visited by nurses every week.',
      CLAIM,
      'The confirmation had not reached the phone.',
    ]),
  ])

async function addDocument(chat: ChatPage, name: string, buffer: Uint8Array): Promise<void> {
  const chooser = chat.page.waitForEvent('filechooser')
  await chat.choose('More for this chat', 'Add documents')
  const file = { name, mimeType: 'application/octet-stream', buffer: Buffer.from(buffer) }
  await (await chooser).setFiles([file])
}

const chip = (chat: ChatPage, name: string) =>
  chat.page
    .getByRole('list', { name: 'Documents of this message' })
    .getByRole('listitem')
    .filter({ hasText: name })

const isReady = (chat: ChatPage, name: string) =>
  chip(chat, name).filter({ hasText: 'ready' }).waitFor({ timeout: 30_000 })

test.group('Documents', () => {
  test('go up, are read, are cited by number, and can be read where they were cited', async ({
    assert,
    test,
  }) => {
    const stage = await Stage.set(test)
    const chat = await givenGuest(stage)
    const { page } = chat
    await page.setViewportSize({ width: 1280, height: 800 })
    await addDocument(chat, 'audit.pdf', audit())
    await isReady(chat, 'audit.pdf')
    stage.upstream.enqueue([text('Of the counts, 212 were entered twice.[1] And [7] is nobody.')])
    await chat.ask('How many counts were entered more than once?')

    const mark = chat.answers.getByRole('button', { name: /^Source 1, audit\.pdf/ }).first()
    await mark.waitFor()
    await chat.answers.getByText('And [7] is nobody.').waitFor()
    await chat.answers.getByRole('list', { name: 'Sources' }).getByText('audit.pdf').waitFor()
    await mark.click()
    const panel = page.getByRole('complementary', { name: 'Source' })
    await panel.getByRole('heading', { name: 'audit.pdf' }).waitFor()
    await panel.locator('rect.page-mark').first().waitFor()
    assert.deepEqual(await axeViolations(page), [])
    await page.keyboard.press('Escape')
    await panel.waitFor({ state: 'detached' })
    await until('the focus to come back', () =>
      mark.evaluate((element) => element === document.activeElement)
    )

    // Deleted, the document is gone from the library; the answer keeps what it cites.
    const path = chat.path
    await chat.list.getByRole('link', { name: 'Documents' }).click()
    await page.getByRole('checkbox', { name: 'Choose audit.pdf' }).focus()
    await page.keyboard.press('Delete')
    assert.deepEqual(await axeViolations(page), [])
    await chat.press('Delete for good')
    await chat.sees('No documents yet.')
    // Narrower, the source lies over the chat.
    await page.setViewportSize({ width: 1000, height: 800 })
    await page.goto(path)
    await chat.answers
      .getByRole('button', { name: /audit\.pdf.*, deleted since/ })
      .first()
      .click()
    const sheet = page.getByRole('dialog', { name: 'Source' })
    await sheet.getByText('This document was deleted since.').waitFor()
    await sheet.getByText(CLAIM).waitFor()
    assert.lengthOf(asked(stage), 1)
    stage.assertQuiet()
  })

  test('that are scans are read by a model once somebody has said yes, page by page', async ({
    assert,
    test,
  }) => {
    const stage = await Stage.set(test)
    const chat = await givenGuest(stage)
    const { page } = chat
    const picture = { width: 120, height: 80, gray: (x: number) => (x < 60 ? 0 : 255) }
    await addDocument(chat, 'scan.pdf', pdf(['picture', 'picture'], { picture }))
    await chip(chat, 'scan.pdf').waitFor()
    // What was on its way goes on, whatever page is open.
    await page.goto('/library')
    const row = page.getByRole('row', { name: /scan\.pdf/ })
    await row.getByRole('button', { name: /^Read scan\.pdf with/ }).click({ timeout: 30_000 })
    const dialog = page.getByRole('dialog', { name: /^Read “scan\.pdf”/ })
    await dialog.getByText('Its 2 pages go as pictures to the model').waitFor()
    assert.deepEqual(await axeViolations(page), [])
    await dialog.getByRole('button', { name: 'Not now' }).click()
    assert.isEmpty(asked(stage), 'nothing is spent before somebody said yes')

    stage.upstream.enqueue([text('The boiler stands in the cellar.')])
    stage.upstream.enqueue([errorStatus(401)])
    await row.getByRole('button', { name: /^Read scan\.pdf with/ }).click()
    await dialog.getByRole('button', { name: 'Read it' }).click()
    await row.getByText('Scanned, not read to the end').last().waitFor({ timeout: 30_000 })

    stage.upstream.enqueue([text('Its pressure must be 1.5 bar.')])
    await row.getByRole('button', { name: /^Read scan\.pdf with/ }).click()
    await dialog.getByText('Pages that were read before are kept and not paid again.').waitFor()
    await dialog.getByRole('button', { name: 'Read it' }).click()
    await row.getByRole('button', { name: 'scan.pdf', exact: true }).click({ timeout: 30_000 })
    await page.getByRole('heading', { name: 'scan.pdf' }).waitFor()
    assert.lengthOf(asked(stage), 3)
    stage.assertQuiet()
  })

  test('that are chosen offline wait in the browser and go up when it is back', async ({
    test,
  }) => {
    const stage = await Stage.set(test, { isForOffline: true })
    const chat = await givenGuest(stage)
    await goOffline(stage, chat)
    await addDocument(chat, 'plan.md', Buffer.from('# Plan\n\nThe bridge opens in May.'))
    await chip(chat, 'plan.md').filter({ hasText: 'uploads later' }).waitFor()
    await chat.page.reload()
    await chip(chat, 'plan.md').waitFor()
    await chat.page.goto('/library')
    await chat.page
      .getByRole('row', { name: /plan\.md/ })
      .getByText('Waiting for connection')
      .last()
      .waitFor()
    await chat.page.goto('/chat')

    await goOnline(stage, chat)
    await isReady(chat, 'plan.md')
  })

  test('are refused with a sentence before anything is sent, and a text too long becomes one', async ({
    assert,
    test,
  }) => {
    const stage = await Stage.set(test)
    const chat = await givenGuest(stage)
    await addDocument(chat, 'program.exe', Buffer.from('MZ'))
    await chat.sees('program.exe is of a kind that cannot be read.')
    await addDocument(chat, 'nothing.txt', Buffer.from(''))
    await chat.sees('nothing.txt is empty.')

    await chat.composer.fill('What does it say? ')
    await chat.device.context.grantPermissions(['clipboard-read', 'clipboard-write'])
    await chat.page.evaluate(
      (copied) => navigator.clipboard.writeText(copied),
      'A line of a long report.\n'.repeat(10_000)
    )
    await chat.page.keyboard.press('ControlOrMeta+V')
    await chip(chat, 'Pasted text').waitFor()
    assert.equal(await chat.composer.inputValue(), 'What does it say? ')
    await isReady(chat, 'Pasted text')
    await chip(chat, 'Pasted text')
      .getByRole('button', { name: /^Remove/ })
      .click()
    await chat.list.getByRole('link', { name: 'Documents' }).click()
    await chat.sees('No documents yet.')
    stage.assertQuiet()
  })
})

test.group('Projects', () => {
  test('give new chats their documents, and chats can be moved into them', async ({
    assert,
    test,
  }) => {
    const stage = await Stage.set(test)
    const chat = await givenGuest(stage)
    const { page } = chat
    await chat.ask('Something else')
    await chat.assertAnswered('Something else')
    await page.getByRole('heading', { name: 'A scripted title' }).waitFor()
    await chat.choose('Actions for A scripted title', 'Move to a project')
    await page.getByRole('textbox', { name: 'Name of the first project' }).fill('Clinics')
    await chat.press('Make it and move')
    await page.getByRole('link', { name: 'Clinics' }).click()
    await page.getByRole('link', { name: 'A scripted title' }).last().waitFor()
    await page.getByRole('textbox', { name: 'Instructions' }).fill('Answer like a nurse.')

    const chooser = page.waitForEvent('filechooser')
    await chat.press('Add files')
    const buffer = Buffer.from(audit())
    await (await chooser).setFiles([{ name: 'audit.pdf', mimeType: 'application/pdf', buffer }])
    await page
      .getByRole('row', { name: /audit\.pdf/ })
      .getByText(/passage/)
      .last()
      .waitFor({ timeout: 30_000 })
    assert.deepEqual(await axeViolations(page), [])

    await chat.press('New chat in it')
    await chat.sees('In Clinics')
    stage.upstream.enqueue([text('It was 212.[1]')])
    await chat.ask('How many counts were entered more than once?')
    await chat.answers
      .getByRole('button', { name: /^Source 1, audit\.pdf/ })
      .first()
      .waitFor()
    const sent = JSON.stringify(stage.upstream.answers.at(-1)?.body)
    assert.include(sent, 'Answer like a nurse.')
    stage.assertQuiet()
  })
})
