import { useCallback, useEffect, useMemo, useState } from 'react'
import type { Attachment } from '#shared/attachments'
import { limits } from '#shared/limits'
import { FileBox } from '~/lib/file_box'
import { takeInImage } from './take_in_image'
import { uploads } from '~/lib/upload_queue'

const keyOf = (userId: string, chatId: string | null) =>
  `loft:${userId}:draft-images:${chatId ?? 'new'}`

function read(userId: string | null, chatId: string | null): Attachment[] {
  if (userId === null) return []
  try {
    return JSON.parse(localStorage.getItem(keyOf(userId, chatId)) ?? '[]') as Attachment[]
  } catch {
    return []
  }
}

function store(userId: string, chatId: string | null, images: readonly Attachment[]): void {
  try {
    if (images.length === 0) localStorage.removeItem(keyOf(userId, chatId))
    else localStorage.setItem(keyOf(userId, chatId), JSON.stringify(images))
  } catch {
    // Full storage: they stay with this page.
  }
}

/** Images that belong to what is being written in a chat; they stay with the draft, and go up at once. */
export function useDraftImages(
  userId: string | null,
  chatId: string | null,
  onProblem: (problem: string | null) => void
) {
  const [images, setImages] = useState<readonly Attachment[]>([])
  useEffect(() => {
    uploads.belongTo(userId)
    setImages(read(userId, chatId))
  }, [userId, chatId])

  const set = useCallback(
    (next: readonly Attachment[]) => {
      setImages(next)
      if (userId !== null) store(userId, chatId, next)
    },
    [userId, chatId]
  )

  const add = useCallback(
    async (files: readonly File[]) => {
      if (userId === null) return
      const room = limits.attachmentsPerMessage - read(userId, chatId).length
      onProblem(
        files.length > room ? `One message takes ${limits.attachmentsPerMessage} images.` : null
      )
      for (const file of files.slice(0, room)) {
        const taken = await takeInImage(file)
        if (taken.type !== 'taken') {
          onProblem(problemWith(file.name, taken.type))
          continue
        }
        const fileId = crypto.randomUUID() as string
        const name = file.name.toWellFormed().slice(0, 120) || 'Image'
        try {
          await new FileBox(userId).put({ id: fileId, name, blob: taken.blob })
        } catch {
          onProblem(`This browser has no room for ${name}.`)
          continue
        }
        uploads.add(fileId)
        set([...read(userId, chatId), { fileId, name, ...taken.facts }])
      }
    },
    [userId, chatId, onProblem, set]
  )

  const remove = useCallback(
    (fileId: string) => {
      set(read(userId, chatId).filter((image) => image.fileId !== fileId))
      if (userId !== null) void new FileBox(userId).remove(fileId)
    },
    [userId, chatId, set]
  )

  /** They were sent: the message has them now. */
  const clear = useCallback(() => set([]), [set])

  return useMemo(() => ({ images, add, remove, clear }), [images, add, remove, clear])
}

function problemWith(name: string, type: 'unreadable' | 'too_large'): string {
  return type === 'unreadable'
    ? `${name || 'This file'} is no image that this browser can read. PNG, JPEG, WebP and GIF work.`
    : `${name || 'This image'} is larger than ${limits.imageBytes / 1_000_000} MB even when made smaller.`
}
