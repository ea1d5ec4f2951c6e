import { test } from '@japa/runner'
import { givenGuest } from '#tests/support/chat_stage'
import { Stage } from '#tests/support/stage'
import { storeLongChat } from '#tests/support/stored_chat'
import { until } from '#tests/support/until'

const TITLE = 'A chat of a thousand messages'

test.group('A long chat', () => {
  test('opens at its end with few elements, and all of its words can be found', async ({
    assert,
    test,
  }) => {
    const stage = await Stage.set(test)
    const chat = await givenGuest(stage)
    storeLongChat(stage.server.dataDirectory, 1_000, TITLE)
    await chat.reload()
    await chat.openChat(TITLE)
    await chat.sees('Answer 998.')
    const look = () =>
      chat.page.evaluate(() => {
        const scroller = document.querySelector('article')!.closest('.overflow-y-auto')!
        return {
          elements: document.querySelectorAll('*').length,
          messages: document.querySelectorAll('article').length,
          whole: document.querySelectorAll('.markdown').length,
          toEnd: Math.round(scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight),
          text: scroller.textContent ?? '',
        }
      })
    await until('all of it, at its end', async () => {
      const { messages, toEnd } = await look()
      return messages === 1_000 && toEnd < 2
    })
    const opened = await look()
    assert.isAtMost(opened.elements, 4_000)
    for (const number of [0, 2, 500, 998]) assert.include(opened.text, `Answer ${number}.`)
    assert.isFalse(await chat.page.getByRole('button', { name: 'New text' }).isVisible())

    // A quiet reader at the top: what was far is whole now, and the end has let go of its elements.
    await chat.page.evaluate(() => {
      document.querySelector('article')!.closest('.overflow-y-auto')!.scrollTop = 0
    })
    await until('whole messages at the top', () =>
      chat.answers.first().locator('.markdown').isVisible()
    )
    const top = await look()
    assert.isAtMost(top.elements, 4_000)
    assert.isAbove(top.toEnd, 10_000)
    assert.isFalse(await chat.page.getByRole('button', { name: 'New text' }).isVisible())

    // Reading upwards or downwards, nothing on the screen moves by itself.
    await chat.page.evaluate(() => {
      document.querySelector('article')!.closest('.overflow-y-auto')!.scrollTop = 6_000
    })
    await chat.page.waitForTimeout(1_000)
    const jump = await chat.page.evaluate(async () => {
      const scroller = document.querySelector('article')!.closest('.overflow-y-auto')!
      const frame = () => new Promise((next) => requestAnimationFrame(next))
      let worst = 0
      for (let step = 0; step < 40; step++) {
        const mark = document.elementFromPoint(innerWidth / 2, innerHeight / 2)!.closest('article')
        const before = mark?.getBoundingClientRect().top ?? 0
        scroller.scrollTop -= 120
        for (let wait = 0; wait < 4; wait++) await frame()
        if (mark) worst = Math.max(worst, Math.abs(mark.getBoundingClientRect().top - before - 120))
      }
      return worst
    })
    assert.isAtMost(jump, 3)
    stage.assertQuiet()
  })
})
