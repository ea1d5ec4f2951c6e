import { test } from '@japa/runner'
import { axeViolations } from '#tests/support/axe'
import { ChatPage } from '#tests/support/chat_page'
import { givenGuest } from '#tests/support/chat_stage'
import { Stage } from '#tests/support/stage'
import { finish, text, type Step } from '#tests/support/upstream/steps'
import { until } from '#tests/support/until'

const answer = (words: string, cost: number): Step[] => [
  text(words),
  finish({ usage: { promptTokens: 1_200, completionTokens: 300, cost } }),
]

test.group('Usage', () => {
  test('two answers and their title are summed, and the periods are reached by keyboard', async ({
    assert,
    test,
  }) => {
    const stage = await Stage.set(test)
    const chat = await givenGuest(stage)
    const { page } = chat
    const visit = await ChatPage.visit(chat.device, '/usage')
    await visit.sees('Nothing asked this month yet.')
    await visit.page.close()

    stage.upstream.enqueue(answer('To the left.', 0.0021))
    stage.upstream.enqueue(answer('To the right.', 0.0034))
    await chat.ask('Where is north?')
    await chat.assertAnswered('To the left.')
    await chat.ask('And south?')
    await chat.assertAnswered('To the right.')
    await chat.list.getByRole('link', { name: 'A scripted title' }).waitFor()

    await chat.list.getByRole('link', { name: 'Usage' }).click()
    // The title is a call as well: $0.000123 of its own.
    await chat.sees('Paid by this Loft')
    assert.match(await page.getByRole('main').innerText(), /\$0\.0056\s+Calls\s+3\s/)
    const byChat = page.getByRole('table').last()
    await byChat.getByRole('row', { name: /A scripted title 3 .* \$0\.0056/ }).waitFor()
    await page.getByRole('img', { name: /^Cost per day by model/ }).waitFor()

    await page.getByRole('radio', { name: 'Month' }).focus()
    await page.keyboard.press('ArrowRight')
    await page.getByRole('img', { name: /^Cost per month by model/ }).waitFor()
    const focused = () => page.evaluate(() => (document.activeElement as HTMLInputElement).value)
    assert.equal(await focused(), 'year')
    await page.keyboard.press('ArrowRight')
    await page.getByRole('img', { name: /^Cost per hour by model/ }).waitFor()
    await page.getByRole('radio', { name: 'Tokens' }).focus()
    await page.keyboard.press('Space')
    await page.getByRole('img', { name: /^Tokens per hour by model/ }).waitFor()
    await page.getByText('Figures per hour').press('Enter')
    const exact = page.getByRole('region', { name: 'Figures per hour and model' })
    await exact.getByRole('cell', { name: '$0.0056' }).waitFor()
    assert.deepEqual(await axeViolations(page), [])

    await page.getByRole('button', { name: 'Earlier' }).press('Enter')
    await chat.sees(/^Nothing was asked on /)
    stage.assertQuiet()
  })

  test('on a phone every cost is in sight and nothing is wider than the screen', async ({
    assert,
    test,
  }) => {
    const stage = await Stage.set(test)
    const chat = await givenGuest(stage)
    const { page } = chat
    await chat.ask('Where is north?')
    await chat.assertAnswered('Where is north?')
    await chat.list.getByRole('link', { name: 'A scripted title' }).waitFor()
    await page.setViewportSize({ width: 390, height: 844 })
    await page.goto('/usage')
    await chat.sees('By chat')
    const right = () =>
      page.evaluate(() =>
        [...document.querySelectorAll('td:last-child')].map(
          (cell) => cell.getBoundingClientRect().right
        )
      )
    await until('the tables', async () => (await right()).length > 1)
    assert.isAtMost(Math.max(...(await right())), 390)
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 390)
    assert.deepEqual(await axeViolations(page), [])
    stage.assertQuiet()
  })
})
