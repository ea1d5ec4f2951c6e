import { test } from '@japa/runner'
import type { ChatPage } from '#tests/support/chat_page'
import { enterAsGuest, givenGuest } from '#tests/support/chat_stage'
import { personAt } from '#tests/support/guests'
import { letDatabaseOpen, reloadWithHeldDatabase } from '#tests/support/held_database'
import { findTraces } from '#tests/support/local_traces'
import { Stage } from '#tests/support/stage'
import { until } from '#tests/support/until'
import { hold, tokens } from '#tests/support/upstream/steps'

const numbers = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => `${from + index} `)

type MarkedWindow = { kept?: Element[]; removed?: string[] }

/** Remembers every message and chat on screen, watches for any that goes, and puts focus and selection among them. */
const markScreen = (chat: ChatPage) =>
  chat.page.evaluate(() => {
    const marked = window as MarkedWindow
    const kept = [...document.querySelectorAll('article, nav li:has(a), #main, header h1')]
    const removed: string[] = []
    Object.assign(marked, { kept, removed })
    new MutationObserver((records) => {
      for (const node of records.flatMap((record) => [...record.removedNodes])) {
        if (kept.some((one) => node.contains(one))) removed.push(node.textContent ?? '')
      }
    }).observe(document.body, { childList: true, subtree: true })
    const link = document.querySelector<HTMLElement>('nav a[aria-current]')!
    link.focus()
    getSelection()!.selectAllChildren(document.querySelector('article')!)
  })

/** What is left of that: all elements, the focus, the selected text. */
const marksLeft = (chat: ChatPage) =>
  chat.page.evaluate(() => {
    const { kept = [], removed } = window as MarkedWindow
    return {
      count: kept.length,
      connected: kept.filter((element) => element.isConnected).length,
      removed,
      focused: document.activeElement?.matches('nav a[aria-current]'),
      selected: getSelection()?.toString().trim().split('\n')[0],
    }
  })

test.group('The kept view', () => {
  test('shows chat and running answer before the database is open, which takes over unseen', async ({
    assert,
    test,
  }) => {
    const stage = await Stage.set(test, { isForOffline: true })
    const [first, second] = [hold(), hold()]
    stage.upstream.enqueue([tokens(numbers(0, 60)), first, tokens(numbers(60, 120)), second])
    const chat = await givenGuest(stage)
    await chat.ask('Count')
    await first.reached
    await chat.assertTranscript('You: Count', numbers(0, 60).join('').trim())
    await chat.assertSynced()

    await reloadWithHeldDatabase(chat)
    await chat.assertTranscript('You: Count', numbers(0, 60).join('').trim())
    assert.equal((await chat.syncSign()).trim(), 'On this device')
    await chat.list.getByRole('link', { name: 'Count' }).waitFor()
    await markScreen(chat)

    // The socket does not wait for the database.
    first.release()
    await second.reached
    await chat.assertTranscript('You: Count', numbers(0, 120).join('').trim())

    await letDatabaseOpen(chat)
    await chat.assertSynced()
    second.release()
    await chat.assertAnswered(numbers(0, 120).join('').trim())
    const left = await marksLeft(chat)
    assert.isAbove(left.count, 3)
    assert.deepEqual(left, {
      count: left.count,
      connected: left.count,
      removed: [],
      focused: true,
      selected: 'Count',
    })
    stage.assertQuiet()
  })

  test('keeps what is done before the database is open, also when the tab closes', async ({
    assert,
    test,
  }) => {
    const stage = await Stage.set(test, { isForOffline: true })
    const chat = await givenGuest(stage)
    await chat.ask('Hello')
    await chat.assertAnswered('Hello')
    await chat.assertSynced()

    await reloadWithHeldDatabase(chat)
    await chat.sees('Hello')
    await chat.choose('Actions for A scripted title', 'Pin')
    await letDatabaseOpen(chat)
    await chat.list.getByText('Pinned', { exact: true }).waitFor()
    await chat.assertSynced()

    await reloadWithHeldDatabase(chat)
    await chat.choose('Actions for A scripted title', 'Unpin')
    await until('the change to be kept', async () =>
      (await outboxNames(chat)).includes('v1.ChatUnpinned')
    )
    await reloadWithOpenDatabase(chat)
    await until('no pinned chat', async () => {
      await chat.assertSynced()
      return (await chat.list.getByText('Pinned', { exact: true }).count()) === 0
    })
    assert.lengthOf(await chat.list.getByRole('link', { name: 'A scripted title' }).all(), 1)
    stage.assertQuiet()
  })

  test('of one person is not shown to another in the same browser', async ({ assert, test }) => {
    const stage = await Stage.set(test, { isForOffline: true })
    const chat = await givenGuest(stage)
    const before = await personAt(chat.device)
    await chat.ask('The heron flies at dawn')
    await chat.assertAnswered('The heron flies at dawn')
    await chat.assertSynced()
    await until('the view to be kept', async () =>
      (await findTraces(chat.page, ['heron'])).includes(
        `IndexedDB loft:view:${before.userId}/view: heron`
      )
    )
    const { path } = chat
    await chat.page.goto('about:blank')

    // Somebody else comes in without the first having signed out.
    await chat.device.context.clearCookies()
    const next = await enterAsGuest(chat.device)
    const after = await personAt(next.device)
    assert.notEqual(after.userId, before.userId)
    await next.ask('An osprey')
    await next.assertAnswered('An osprey')
    await next.assertSynced()
    await reloadWithHeldDatabase(next)
    await next.assertTranscript('You: An osprey', 'An osprey')
    assert.notInclude(await next.page.content(), 'heron')
    await letDatabaseOpen(next)
    await next.assertSynced()
    await next.page.goto(path)
    await next.list.getByRole('link', { name: 'A scripted title' }).waitFor()
    assert.deepEqual(await next.transcript(), [])
    await letDatabaseOpen(next)
    await next.sees('This chat is not on this device')
    await reloadWithOpenDatabase(next)
    await next.assertSynced()
    const traces = await findTraces(next.page, ['heron'])
    const owners = traces.filter((trace) => /sessionStorage|^page|loft:view/.test(trace))
    assert.deepEqual(owners, [`IndexedDB loft:view:${before.userId}/view: heron`])
    stage.assertQuiet()
  })

  test('of another schema is not shown', async ({ assert, test }) => {
    const stage = await Stage.set(test, { isForOffline: true })
    const chat = await givenGuest(stage)
    const { userId } = await personAt(chat.device)
    await chat.ask('Hello')
    await chat.assertAnswered('Hello')
    await chat.assertSynced()
    await reloadWithHeldDatabase(chat)
    await chat.assertTranscript('You: Hello', 'Hello')

    // The page writes when it is left, but not before its database is open.
    await chat.page.evaluate(makeOlder, `loft:view:${userId}`)
    await chat.reload()
    await chat.page.getByText('Opening your chats').waitFor({ state: 'attached' })
    await chat.page.waitForTimeout(500)
    assert.deepEqual(await chat.transcript(), [])
    await letDatabaseOpen(chat)
    await chat.assertTranscript('You: Hello', 'Hello')
    stage.assertQuiet()
  })
})

/** The page as it opens without the test holding anything. */
async function reloadWithOpenDatabase(chat: ChatPage): Promise<void> {
  await chat.page.evaluate(() => sessionStorage.clear())
  await chat.reload()
}

/** Names of the events that wait in the outbox of any person. */
const outboxNames = (chat: ChatPage) =>
  chat.page.evaluate(async () => {
    const names: string[] = []
    for (const { name = '' } of await indexedDB.databases()) {
      if (!name.startsWith('loft:outbox:')) continue
      const database = await new Promise<IDBDatabase>((resolve) => {
        const request = indexedDB.open(name)
        request.onsuccess = () => resolve(request.result)
      })
      const rows = await new Promise<{ event: { name: string } }[]>((resolve) => {
        const request = database.transaction('waiting').objectStore('waiting').getAll()
        request.onsuccess = () => resolve(request.result)
      })
      names.push(...rows.map(({ event }) => event.name))
      database.close()
    }
    return names
  })

/** What an older build would have left. */
async function makeOlder(name: string): Promise<void> {
  const database = await new Promise<IDBDatabase>((resolve) => {
    const request = indexedDB.open(name)
    request.onsuccess = () => resolve(request.result)
  })
  const store = database.transaction('view', 'readwrite').objectStore('view')
  await new Promise<void>((resolve) => {
    const request = store.get('rows')
    request.onsuccess = () => {
      store.put({ ...request.result, version: 'older' }, 'rows')
      store.transaction.oncomplete = () => resolve()
    }
  })
  database.close()
}
