import { isDeepStrictEqual } from 'node:util'
import type { Locator, Page } from 'playwright-core'
import type { Device } from '#tests/support/browser'
import { until } from '#tests/support/until'

/** The chat as a person sees and uses it: by the names of things on the screen, never by their markup. */
export class ChatPage {
  readonly composer: Locator
  readonly answers: Locator
  readonly list: Locator

  constructor(
    readonly device: Device,
    readonly page: Page
  ) {
    this.composer = page.getByRole('textbox', { name: 'Message' })
    this.answers = page.getByRole('article', { name: 'Answer' })
    this.list = page.getByRole('navigation', { name: 'Chats' })
  }

  /** Opens an address of the chat in a new tab. */
  static async visit(device: Device, path = '/chat'): Promise<ChatPage> {
    return new ChatPage(device, await device.open(path))
  }

  /** The path of the chat on screen. */
  get path(): string {
    return new URL(this.page.url()).pathname
  }

  async ask(question: string): Promise<void> {
    await this.composer.fill(question)
    await this.composer.press('Enter')
  }

  async startChat(): Promise<void> {
    await this.list.getByRole('button', { name: 'New chat' }).click()
    await until('an empty chat', () => this.path === '/chat')
  }

  async openChat(name: string): Promise<void> {
    await this.list.getByRole('link', { name, exact: true }).click()
  }

  async press(name: string, within: Locator | Page = this.page): Promise<void> {
    await within.getByRole('button', { name, exact: true }).click()
  }

  /** Opens a menu of commands and chooses one. */
  async choose(menu: string, item: string, within: Locator | Page = this.page): Promise<void> {
    await this.press(menu, within)
    await this.page.getByRole('menuitem', { name: item, exact: true }).click()
  }

  async sees(text: string | RegExp): Promise<void> {
    await this.page.getByText(text).first().waitFor()
  }

  /** What was said, in the order it is shown, without notices, sources and buttons. A question is told by its "You: ". */
  transcript(): Promise<string[]> {
    return this.page.evaluate(() =>
      [...document.querySelectorAll('article')].map((article) => {
        const copy = article.cloneNode(true) as HTMLElement
        const extras = 'footer, button, [role], details, [aria-label="Sources"]'
        for (const extra of copy.querySelectorAll(extras)) extra.remove()
        const text = (copy.textContent ?? '').replace(/\s*\d+ \/ \d+\s*$/, '').trim()
        return article.getAttribute('aria-label') === 'You' ? `You: ${text}` : text
      })
    )
  }

  /** Waits until exactly this is on screen. */
  async assertTranscript(...expected: string[]): Promise<void> {
    let seen: string[] = []
    await until('the conversation', async () => {
      seen = await this.transcript()
      return isDeepStrictEqual(seen, expected)
    }).catch((error: Error) => {
      const [found, wanted] = [seen, expected].map((lines) =>
        JSON.stringify(lines.map((line) => line.slice(0, 100)))
      )
      throw new Error(`${this.device.name} shows ${found} instead of ${wanted}`, { cause: error })
    })
  }

  /** The newest answer is whole and says this. */
  async assertAnswered(text: string): Promise<void> {
    await until(`the answer "${text}"`, async () => {
      const last = this.answers.last()
      const isWhole = (await last.getAttribute('aria-busy', { timeout: 1_000 })) === 'false'
      return isWhole && (await this.transcript()).at(-1) === text
    })
  }

  /** What the sign of the sync says, in words. */
  syncSign(): Promise<string> {
    return this.page.locator('[data-sync]').innerText()
  }

  async assertSign(words: RegExp): Promise<void> {
    let sign = ''
    await until(`the sync sign to say ${words}`, async () => {
      sign = (await this.syncSign()).replace(/\s+/g, ' ')
      return words.test(sign)
    }).catch((error: Error) => {
      throw new Error(`The sync sign says "${sign}" instead of ${words}`, { cause: error })
    })
  }

  async assertSynced(): Promise<void> {
    await this.assertSign(/synced/)
  }

  /** A copy of the app is kept: from now on the chat opens without a server. */
  async untilKeptForOffline(): Promise<void> {
    if (!this.device.hasServiceWorker) throw new Error('This stage is not set for offline')
    const state = () =>
      this.page.evaluate(async () => {
        const registration = await navigator.serviceWorker.getRegistration()
        const { installing, waiting, active } = registration ?? {}
        const workers = [installing, waiting, active].map((worker) => worker?.state ?? 'none')
        return `${workers}, ${navigator.serviceWorker.controller?.state}`
      })
    let seen = ''
    await until('the service worker', async () => {
      seen = await state()
      return seen.endsWith(', activated')
    }).catch((error: Error) => {
      throw new Error(`${error.message}, which is ${seen}`, { cause: error })
    })
  }

  async reload(): Promise<void> {
    await this.page.reload()
  }

  async close(): Promise<void> {
    await this.page.close()
  }
}
