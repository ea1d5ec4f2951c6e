import type { BrowserContext, Page } from 'playwright-core'

/** Something to wait for on the screen: the last element of `selector` holds `text`, or at least that much of it. */
export interface Watch {
  name: string
  selector: string
  text?: string
  length?: number
}

/** Written the moment the composer exists: `question` is sent one frame later, `draft` stays in the field. */
export interface EarlyTyping {
  question: string
  draft: string
}

/** Milliseconds since the page's navigation began. */
export type Marks = Record<string, number>

interface PlanOfPage {
  watches: Watch[]
  typing?: EarlyTyping
}

interface WatchingWindow {
  loftBench: { marks: Marks; follow(plan: PlanOfPage): void }
}

const KEY = 'loft-bench'

/** Puts a watcher into every page of this browser, which notes when something has been painted. */
export async function watchPages(context: BrowserContext): Promise<void> {
  await context.addInitScript(installWatcher, KEY)
}

/** What the page shall note from now on; marks of before are gone. */
export async function watchNow(page: Page, watches: Watch[]): Promise<void> {
  await page.evaluate((plan) => (window as unknown as WatchingWindow).loftBench.follow(plan), {
    watches,
  })
}

/** Reloads with a plan that is in place before anything of the page runs. */
export async function reloadWith(page: Page, plan: PlanOfPage): Promise<void> {
  await page.evaluate(([key, text]) => sessionStorage.setItem(key, text), [
    KEY,
    JSON.stringify(plan),
  ] as const)
  await page.reload({ waitUntil: 'commit' })
}

/** Resolves when all of them have been painted. */
export async function marksOf(page: Page, names: string[], timeout = 15_000): Promise<Marks> {
  const handle = await page.waitForFunction(
    (wanted) => {
      const { loftBench } = window as unknown as Partial<WatchingWindow>
      return loftBench && wanted.every((name) => name in loftBench.marks) && loftBench.marks
    },
    names,
    { timeout, polling: 50 }
  )
  return (await handle.jsonValue()) as Marks
}

/** Runs inside the page, before its own scripts. */
function installWatcher(key: string): void {
  let watches: Watch[] = []
  let typing: EarlyTyping | undefined
  const marks: Marks = {}

  const follow = (plan: PlanOfPage) => {
    for (const name of Object.keys(marks)) delete marks[name]
    watches = plan.watches
    typing = plan.typing
    look()
  }
  /** A task after the frame in which the change is drawn. */
  const afterPaint = (done: () => void) =>
    requestAnimationFrame(() => {
      const channel = new MessageChannel()
      channel.port1.onmessage = done
      channel.port2.postMessage(null)
    })
  const isThere = ({ selector, text = '', length = 0 }: Watch) => {
    const content = [...document.querySelectorAll(selector)].at(-1)?.textContent
    return content !== undefined && content.length >= length && content.includes(text)
  }
  const look = () => {
    const found = watches.filter(isThere)
    if (found.length > 0) {
      watches = watches.filter((watch) => !found.includes(watch))
      afterPaint(() => found.forEach(({ name }) => (marks[name] = performance.now())))
    }
    const field = document.querySelector('textarea')
    if (!typing || !field) return
    const { question, draft } = typing
    typing = undefined
    type(field, question, draft)
  }
  const type = (field: HTMLTextAreaElement, question: string, draft: string) => {
    const write = (text: string) => document.execCommand('insertText', false, text)
    field.focus()
    field.select()
    write(question)
    marks.typed = performance.now()
    afterPaint(() => {
      if (field.value === question) marks.stayed = performance.now()
      field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }))
      marks.entered = performance.now()
      write(draft)
    })
  }

  Object.assign(window, { loftBench: { marks, follow } })
  addEventListener(
    'keydown',
    (event) => {
      if (event.isTrusted && event.key === 'Enter') marks.entered = event.timeStamp
    },
    { capture: true }
  )
  new MutationObserver(look).observe(document, {
    childList: true,
    subtree: true,
    characterData: true,
  })
  try {
    const plan = sessionStorage.getItem(key)
    sessionStorage.removeItem(key)
    if (plan) follow(JSON.parse(plan) as PlanOfPage)
  } catch {
    // about:blank has no storage, and nothing to watch.
  }
}
