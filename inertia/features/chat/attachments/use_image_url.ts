import { useEffect, useState } from 'react'
import { localUserId } from '~/lib/local_user'
import { FileBox } from '~/lib/file_box'

export type ImageSource = { type: 'loading' } | { type: 'ready'; url: string } | { type: 'missing' }

/** This device's own copy first, so that it shows offline and before it is sent; the server's else. */
export function useImageUrl(fileId: string): { source: ImageSource; onError: () => void } {
  const [source, setSource] = useState<ImageSource>({ type: 'loading' })
  useEffect(() => {
    let isCurrent = true
    let made: string | undefined
    const userId = localUserId()
    const remote = () => isCurrent && setSource({ type: 'ready', url: `/files/${fileId}` })
    const box = userId === null ? Promise.resolve(undefined) : new FileBox(userId).get(fileId)
    box.then((file) => {
      if (!file) return remote()
      if (!isCurrent) return
      made = URL.createObjectURL(file.blob)
      setSource({ type: 'ready', url: made })
    }, remote)
    return () => {
      isCurrent = false
      if (made) URL.revokeObjectURL(made)
    }
  }, [fileId])
  return { source, onError: () => setSource({ type: 'missing' }) }
}
