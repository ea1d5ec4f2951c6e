import { networkErrors, type Device } from '#tests/support/browser'
import { ChatPage } from '#tests/support/chat_page'
import { newGuest } from '#tests/support/guests'
import type { Stage } from '#tests/support/stage'

/** A new guest in front of an empty chat; how a visitor gets there is `enterAsGuest`. */
export async function givenGuest(stage: Stage, name = 'the first device'): Promise<ChatPage> {
  const device = await stage.device(name)
  await newGuest(device)
  const chat = await ChatPage.visit(device, '/chat')
  await chat.assertSynced()
  // The copy for visits without a network, which is made now, is none of the test's business.
  if (device.hasServiceWorker) await chat.untilKeptForOffline()
  return chat
}

/** A visitor becomes a guest with one click. */
export async function enterAsGuest(device: Device): Promise<ChatPage> {
  const visitor = await ChatPage.visit(device, '/')
  await visitor.press('Start chatting')
  await visitor.assertSynced()
  return visitor
}

/** The same person at another device, looking at `path`. */
export async function givenSecondDevice(stage: Stage, first: ChatPage, path = first.path) {
  const second = await ChatPage.visit(await stage.another('the second device', first.device), path)
  await second.assertSynced()
  if (second.device.hasServiceWorker) await second.untilKeptForOffline()
  return second
}

/**
 * Cuts the network of all devices, once these pages have the copy of Loft that a first visit makes: the stage must be set for
 * offline. From here on they may complain about the network on their consoles, and about nothing else.
 */
export async function goOffline(stage: Stage, ...pages: ChatPage[]): Promise<void> {
  for (const page of pages) await page.untilKeptForOffline()
  for (const device of stage.devices) device.allow(...networkErrors)
  await stage.proxy.offline()
  for (const page of pages) await page.assertSign(/Offline/)
}

export async function goOnline(stage: Stage, ...pages: ChatPage[]): Promise<void> {
  await stage.proxy.online()
  for (const page of pages) await page.assertSynced()
}

/** Questions in the order the model was asked them, titles left out. */
export const asked = (stage: Stage): string[] =>
  stage.upstream.answers.map(({ question }) => question)
