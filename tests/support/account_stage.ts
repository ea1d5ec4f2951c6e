import type { Page } from 'playwright-core'
import { ChatPage } from '#tests/support/chat_page'
import type { Device } from '#tests/support/browser'

export const PASSWORD = 'seven calm herons'

async function fillIn(page: Page, email: string, password: string): Promise<void> {
  await page.getByLabel('E-mail address').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
}

/** The guest at this page becomes an account. */
export async function becomeAccount(chat: ChatPage, email: string): Promise<void> {
  await chat.page.goto('/sign-up')
  await fillIn(chat.page, email, PASSWORD)
  await chat.press('Make this an account')
  await chat.page.waitForURL((url) => url.pathname === '/chat')
}

/** Signs in at a browser that nobody has used. */
export async function signInAt(device: Device, email: string): Promise<ChatPage> {
  const chat = await ChatPage.visit(device, '/sign-in')
  await signIn(chat, email)
  await chat.page.waitForURL((url) => url.pathname === '/chat')
  return chat
}

export async function signIn(chat: ChatPage, email: string): Promise<void> {
  await fillIn(chat.page, email, PASSWORD)
  await chat.press('Sign in')
}
