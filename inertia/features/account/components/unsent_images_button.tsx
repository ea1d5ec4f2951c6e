import { useState } from 'react'
import { Button } from '~/components/button'
import { downloadUnsentImages } from '../unsent_images'

interface UnsentImagesButtonProps {
  userId: string
  count: number
  isMain?: boolean
}

/** Nothing where no image waits. */
export function UnsentImagesButton({ userId, count, isMain = false }: UnsentImagesButtonProps) {
  const [hasFailed, setHasFailed] = useState(false)
  if (count === 0) return null
  const label = count === 1 ? 'Download 1 unsent image' : `Download ${count} unsent images`
  return (
    <Button
      variant={isMain ? 'primary' : 'outline'}
      onClick={() => {
        setHasFailed(false)
        downloadUnsentImages(userId).catch(() => setHasFailed(true))
      }}
    >
      {hasFailed ? 'The images could not be read. Try again' : label}
    </Button>
  )
}
