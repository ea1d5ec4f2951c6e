import { test } from '@japa/runner'
import { asked, enterAsGuest, goOffline, goOnline } from '#tests/support/chat_stage'
import { Stage } from '#tests/support/stage'

type Switchable = { isFull?: boolean }

/** A browser whose storage is full whenever the test says so. */
const canBeFull = () => {
  const add = IDBObjectStore.prototype.add
  IDBObjectStore.prototype.add = function (...parameters) {
    if ((window as Switchable).isFull) throw new DOMException('It is full', 'QuotaExceededError')
    return add.apply(this, parameters)
  }
}

/** The directory of the browser's own files is refused, as private windows of some browsers do. */
const hasNoFiles = () => {
  if (!navigator.storage) return
  navigator.storage.getDirectory = () => Promise.reject(new DOMException('No', 'SecurityError'))
}

const hasNoSharedWorker = () => {
  delete (window as { SharedWorker?: unknown }).SharedWorker
}

test.group('A browser', () => {
  test('whose storage is full says so and keeps the text where it was written', async ({
    assert,
    test,
  }) => {
    const stage = await Stage.set(test)
    const device = await stage.device('the full device')
    await device.context.addInitScript(canBeFull)
    const chat = await enterAsGuest(device)
    const setFull = (isFull: boolean) =>
      chat.page.evaluate((value) => void ((window as Switchable).isFull = value), isFull)

    await setFull(true)
    await chat.ask('No room for this')
    await chat.sees('This browser could not store the message. It is kept here')
    assert.equal(await chat.composer.inputValue(), 'No room for this')
    await chat.sees('This browser’s storage is full')
    assert.lengthOf(asked(stage), 0)

    await setFull(false)
    await chat.composer.press('Enter')
    await chat.assertAnswered('No room for this')
    await chat.assertSynced()

    await setFull(true)
    await chat.ask('Nor for this')
    await chat.sees('This browser could not store the message. It is kept here')
    await setFull(false)
    await chat.reload()
    assert.equal(await chat.composer.inputValue(), 'Nor for this')
    await chat.composer.press('Enter')
    await chat.assertAnswered('Nor for this')
    assert.deepEqual(asked(stage), ['No room for this', 'Nor for this'])
    stage.assertQuiet()
  })

  test('in a private window works', async ({ test }) => {
    const stage = await Stage.set(test)
    const chat = await enterAsGuest(await stage.device('private', { isPrivate: true }))
    await chat.ask('Between us')
    await chat.assertAnswered('Between us')
    await chat.reload()
    await chat.assertTranscript('You: Between us', 'Between us')
    stage.assertQuiet()
  })

  test('without lasting storage says so, works, and gets everything back from the server', async ({
    test,
  }) => {
    const stage = await Stage.set(test)
    const device = await stage.device('forgetful')
    await device.context.addInitScript(hasNoFiles)
    const chat = await enterAsGuest(device)
    await chat.sees('This window forgets everything when it closes')
    await chat.ask('Remember me')
    await chat.assertAnswered('Remember me')
    await chat.assertSynced()
    await chat.reload()
    await chat.assertTranscript('You: Remember me', 'Remember me')
    stage.assertQuiet()
  })

  test('without shared workers syncs in one tab', async ({ assert, test }) => {
    const stage = await Stage.set(test, { isForOffline: true })
    const device = await stage.device('a phone')
    await device.context.addInitScript(hasNoSharedWorker)
    const chat = await enterAsGuest(device)
    await chat.ask('One')
    await chat.assertAnswered('One')
    await goOffline(stage, chat)
    await chat.ask('Two')
    await chat.assertSign(/2 waiting/)
    await chat.reload()
    await chat.assertTranscript('You: One', 'One', 'You: Two', 'Waiting for a connection')
    await goOnline(stage, chat)
    await chat.assertAnswered('Two')
    assert.deepEqual(asked(stage), ['One', 'Two'])
    stage.assertQuiet()
  })
})
