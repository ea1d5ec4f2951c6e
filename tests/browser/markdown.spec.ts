import { test } from '@japa/runner'
import { givenGuest, goOffline } from '#tests/support/chat_stage'
import { RICH_ANSWER } from '#tests/support/rich_answer'
import { Stage } from '#tests/support/stage'
import { until } from '#tests/support/until'
import { text, tokens } from '#tests/support/upstream/steps'

test.group('Markdown', () => {
  test('shows tables, code, formulas and diagrams, the last also offline', async ({
    assert,
    test,
  }) => {
    const stage = await Stage.set(test, { isForOffline: true })
    stage.upstream.enqueue([text(RICH_ANSWER)])
    const chat = await givenGuest(stage)
    await chat.ask('Show me')
    const answer = chat.answers.last()
    await answer.getByRole('table').waitFor()
    assert.equal(await answer.getByRole('row').count(), 4)
    await answer.getByRole('heading', { name: 'Give every count an id' }).waitFor()
    await until('colours', async () => (await answer.locator('[data-code="string"]').count()) > 0)
    await until('formulas', async () => (await answer.locator('.katex').count()) === 3)
    assert.include(await answer.textContent(), 'which costs $5 to $6 a day')
    assert.equal(
      await answer.getByRole('link', { name: 'the guide' }).getAttribute('rel'),
      'noopener noreferrer nofollow'
    )
    assert.equal(await answer.locator('img').count(), 0)
    await answer.getByRole('button', { name: 'Load from charts.example.org' }).waitFor()

    await chat.press('Show diagram', answer)
    const diagram = chat.page.frameLocator('iframe[title="Diagram"]')
    await diagram.getByText('Ignore').waitFor()
    assert.equal(await answer.locator('iframe').getAttribute('sandbox'), 'allow-scripts')
    assert.equal(await diagram.locator('html').evaluate(() => self.origin), 'null')

    await chat.untilKeptForOffline()
    await chat.page.reload()
    await chat.press('Show diagram', answer)
    await diagram.getByText('Ignore').waitFor()
    stage.assertQuiet()
    await goOffline(stage, chat)
    await chat.reload()
    await chat.assertSign(/Offline/)
    await chat.press('Show diagram', answer)
    await diagram.getByText('Ignore').waitFor()
    assert.equal(await diagram.locator('html').evaluate(() => self.origin), 'null')
    stage.assertQuiet()
  })

  test('keeps its elements while it is written and when it ends', async ({ assert, test }) => {
    const stage = await Stage.set(test)
    const pieces = RICH_ANSWER.match(/[\s\S]{1,12}/g) ?? []
    stage.upstream.enqueue([tokens(pieces, { everyMs: 15 })])
    const chat = await givenGuest(stage)
    await chat.ask('Slowly')
    const answer = chat.answers.last()
    await answer.getByRole('table').waitFor()
    await answer
      .locator('.markdown > p')
      .first()
      .evaluate((element) => Object.assign(element, { isTheSame: true }))
    await until('the end', async () => (await answer.getAttribute('aria-busy')) === 'false')
    const isTheSame = await answer
      .locator('.markdown > p')
      .first()
      .evaluate((element) => 'isTheSame' in element)
    assert.isTrue(isTheSame)
    stage.assertQuiet()
  })
})
