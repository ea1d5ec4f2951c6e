import { test } from '@japa/runner'
import { offerModels } from '#tests/support/catalogue'
import { givenGuest } from '#tests/support/chat_stage'
import { Stage } from '#tests/support/stage'
import { until } from '#tests/support/until'
import { finish, text } from '#tests/support/upstream/steps'

test.group('What the model reads', () => {
  test('leaves out messages that were hidden from it, until they are taken in again', async ({
    assert,
    test,
  }) => {
    const stage = await Stage.set(test)
    const chat = await givenGuest(stage)
    const contents = () =>
      stage.upstream.answers.at(-1)!.body.messages.map(({ content }) => content)
    await chat.ask('The password is swordfish')
    await chat.assertAnswered('The password is swordfish')
    await chat.ask('Second')
    await chat.assertAnswered('Second')
    assert.lengthOf(contents(), 3)

    const question = chat.page.getByRole('article', { name: 'You' }).first()
    const answer = chat.answers.first()
    for (const message of [question, answer]) {
      await message.hover()
      await chat.choose('More', 'Hide from the model', message)
      await message.getByText('The model does not read this').waitFor()
    }
    await chat.ask('Third')
    await chat.assertAnswered('Third')
    assert.deepEqual(contents(), ['Second', 'Second', 'Third'])

    await chat.press('Undo', question)
    await question.getByText('The model does not read this').waitFor({ state: 'detached' })
    await chat.reload()
    await answer.getByText('The model does not read this').waitFor()
    await chat.ask('Fourth')
    await chat.assertAnswered('Fourth')
    assert.equal(contents()[0], 'The password is swordfish')
    stage.assertQuiet()
  })

  test('begins at a mark where the window is full, and the facts add up', async ({
    assert,
    test,
  }) => {
    const stage = await Stage.set(test)
    const chat = await givenGuest(stage)
    await offerModels(chat.device.context, [], (model) => ({ ...model, contextLength: 2_000 }))
    await chat.reload()
    stage.upstream.script([
      text('Once upon a time there was a very long story. '.repeat(40)),
      finish({ usage: { cost: 0.0021 } }),
    ])
    for (const question of ['One', 'Two', 'Three']) {
      await chat.ask(question)
      await until(
        'the answer',
        async () =>
          (await chat.page.getByText('$0.002100').count()) > 0 &&
          (await chat.answers.last().getAttribute('aria-busy')) === 'false'
      )
    }
    const mark = chat.page.getByRole('separator', { name: /oldest messages no longer fit/ })
    await mark.waitFor()
    await chat.sees('The chat itself is complete.')
    await chat.page
      .getByTitle('What this chat has cost, with all versions and deleted answers')
      .waitFor()
    await until('the sum', async () =>
      (await chat.page.locator('header').first().innerText()).includes('$0.006300')
    )
    // A larger draft moves the mark further down, without a key having to wait for it.
    const before = await mark.getAttribute('aria-label')
    await chat.composer.fill('and then something else happened to them all '.repeat(70))
    await until(
      'the mark',
      async () => (await mark.getAttribute('aria-label').catch(() => null)) !== before
    )
    assert.lengthOf(stage.upstream.answers, 3)
    stage.assertQuiet()
  })
})
