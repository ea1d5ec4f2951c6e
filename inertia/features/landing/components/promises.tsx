import type { ReactNode } from 'react'
import { DevicesPicture, KeyPicture, OfflinePicture, ReceiptPicture } from './promise_pictures'

const promises: { title: string; words: string; picture: ReactNode }[] = [
  {
    title: 'Writes offline, not just reads',
    words:
      'Ask, edit, branch and search with no network. Questions wait in order and are answered once, however often the line drops.',
    picture: <OfflinePicture />,
  },
  {
    title: 'Answers survive everything',
    words:
      'Start on the laptop, shut it, watch the same answer finish on your phone. Not a word missing, not a word doubled.',
    picture: <DevicesPicture />,
  },
  {
    title: 'The truth about money',
    words:
      'What each answer cost, from the provider’s own figures. Where there is none, a guess is called an estimate.',
    picture: <ReceiptPicture />,
  },
  {
    title: 'Your keys and words are yours',
    words:
      'Keys are encrypted and never shown again, not even to you. What you delete is deleted, on every device.',
    picture: <KeyPicture />,
  },
]

export function Promises() {
  return (
    <section id="how" className="relative border-t bg-background px-6 pt-18 pb-22">
      <div className="mx-auto max-w-[1112px]">
        <h2 className="text-[2.25rem] leading-[1.1] font-[600] tracking-display max-sm:text-2xl">
          Built so that nothing gets lost
        </h2>
        <ul className="mt-9 grid grid-cols-4 gap-7 max-[1000px]:grid-cols-2 max-sm:grid-cols-1">
          {promises.map(({ title, words, picture }) => (
            <li key={title}>
              <div
                aria-hidden="true"
                className="relative grid h-43 place-items-center overflow-hidden rounded-xl border border-sidebar-border bg-sidebar"
              >
                {picture}
              </div>
              <h3 className="mt-4.5 text-[1.0625rem] leading-6 font-[600]">{title}</h3>
              <p className="mt-1 text-[0.875rem] leading-[1.3125rem] text-pretty text-muted-foreground">
                {words}
              </p>
            </li>
          ))}
        </ul>
      </div>
    </section>
  )
}
