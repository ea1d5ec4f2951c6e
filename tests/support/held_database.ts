import type { ChatPage } from '#tests/support/chat_page'

const KEY = 'test:hold-database'

type HoldingWindow = { letDatabaseOpen?: () => void }

/** LiveStore asks for the origin's files before it opens: where the tab says so, it gets them when the test allows it. */
function install(key: string): void {
  try {
    if (!sessionStorage.getItem(key)) return
  } catch {
    return
  }
  const files = navigator.storage.getDirectory.bind(navigator.storage)
  const gate = Promise.withResolvers<void>()
  ;(window as HoldingWindow).letDatabaseOpen = gate.resolve
  navigator.storage.getDirectory = () => gate.promise.then(files)
}

/** Reloads; the database of the page that comes is opened by `letDatabaseOpen`, and not before. Other tabs are not concerned. */
export async function reloadWithHeldDatabase(chat: ChatPage): Promise<void> {
  await chat.page.addInitScript(install, KEY)
  await chat.page.evaluate((key) => sessionStorage.setItem(key, 'yes'), KEY)
  await chat.reload()
}

export async function letDatabaseOpen(chat: ChatPage): Promise<void> {
  await chat.page.evaluate(() => (window as HoldingWindow).letDatabaseOpen!())
}
