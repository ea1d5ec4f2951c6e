import { useState } from 'react'
import { Button } from '~/components/button'
import { unsentInWords, type UnsentFiles } from '../held_words'
import { downloadUnsentFiles } from '../unsent_files'

interface UnsentFilesButtonProps {
  userId: string
  files: UnsentFiles
  isMain?: boolean
}

/** Nothing where no file waits. */
export function UnsentFilesButton({ userId, files, isMain = false }: UnsentFilesButtonProps) {
  const [hasFailed, setHasFailed] = useState(false)
  if (files.images + files.documents === 0) return null
  return (
    <Button
      variant={isMain ? 'primary' : 'outline'}
      onClick={() => {
        setHasFailed(false)
        downloadUnsentFiles(userId).catch(() => setHasFailed(true))
      }}
    >
      {hasFailed ? 'The files could not be read. Try again' : `Download ${unsentInWords(files)}`}
    </Button>
  )
}
