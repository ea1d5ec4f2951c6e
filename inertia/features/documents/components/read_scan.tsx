import { useContext, useState } from 'react'
import { Button } from '~/components/button'
import { Dialog } from '~/components/dialog'
import {
  isTooLongToRead,
  readingCostWords,
  readingModelOf,
  ReadingModels,
} from '~/lib/documents/reading_model'
import { useLocalDatabase } from '~/livestore/hooks'
import { readWithModel } from '../commands'
import type { LibraryDocument } from '../queries'

/** Offers to have a model read a scan. It asks before it spends, and says what is missing where no model sees images. */
export function ReadScan({ document }: { document: LibraryDocument }) {
  const model = readingModelOf(useContext(ReadingModels))
  const [isAsked, setAsked] = useState(false)
  const database = useLocalDatabase()
  const { id, name, pages, is_retryable: isHalfRead } = document
  if (isTooLongToRead(pages)) return null
  const read = () => {
    if (model) void readWithModel(database, id, model.id)
    setAsked(false)
  }
  const count = pages === null ? 'Its pages' : pages === 1 ? 'Its one page' : `Its ${pages} pages`
  return (
    <>
      <Button
        size="small"
        className="ml-1 text-foreground"
        aria-label={model ? `Read ${name} with ${model.name}` : `How to read ${name}`}
        onClick={() => setAsked(true)}
      >
        {model ? `Read with ${model.name}` : 'How to read it'}
      </Button>
      {isAsked && model && (
        <Dialog
          title={`Read “${name}” with ${model.name}?`}
          onClose={() => setAsked(false)}
          actions={
            <>
              <Button autoFocus onClick={() => setAsked(false)}>
                Not now
              </Button>
              <Button variant="primary" onClick={read}>
                Read it
              </Button>
            </>
          }
        >
          <p>
            {count} go as pictures to the model, one after the other.{' '}
            {readingCostWords(model, pages)} That is an estimate.
          </p>
          {!model.canSeeImages && <p>Whether it sees images is not known: it may refuse them.</p>}
          {isHalfRead === 1 && <p>Pages that were read before are kept and not paid again.</p>}
          <p>A model may misread: what stands in the passages is marked as read by it.</p>
        </Dialog>
      )}
      {isAsked && !model && (
        <Dialog
          title="No model here sees images"
          onClose={() => setAsked(false)}
          actions={<Button onClick={() => setAsked(false)}>Close</Button>}
        >
          <p>
            Add a key in the settings under “Keys and models” for a provider whose models see
            images. Or run text recognition (OCR) on the file and add it again.
          </p>
        </Dialog>
      )}
    </>
  )
}
