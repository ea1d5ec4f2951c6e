import type { ChatPage } from '#tests/support/chat_page'
import { pngOf } from '#tests/support/png'

/** Attaches an image to the draft, as a person does. `secret` is in its metadata. */
export async function addImage(page: ChatPage, name: string, secret?: string): Promise<void> {
  const chooser = page.page.waitForEvent('filechooser')
  await page.choose('More for this chat', 'Add images')
  const buffer = pngOf(3000, 30, secret)
  await (await chooser).setFiles([{ name, mimeType: 'image/png', buffer }])
  await page.page.getByRole('button', { name: `Remove ${name}` }).waitFor()
}
