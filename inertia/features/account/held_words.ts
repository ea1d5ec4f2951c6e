/** How many files of this device the server does not have. */
export interface UnsentFiles {
  images: number
  documents: number
}

/** What this device has and the server has not. */
export interface HeldHere extends UnsentFiles {
  changes: number
}

const counted = (count: number, one: string) =>
  count === 0 ? [] : [`${count} ${one}${count === 1 ? '' : 's'}`]

const listed = (words: string[]) => words.join(', ').replace(/, (?=[^,]*$)/, ' and ')

export const countOf = ({ changes = 0, images, documents }: UnsentFiles & Partial<HeldHere>) =>
  changes + images + documents

/** `3 changes, 1 image and 2 documents`; what is not there is not named. `change` is how a change is called. */
export const heldInWords = ({ changes, images, documents }: HeldHere, change = 'change'): string =>
  listed([
    ...counted(changes, change),
    ...counted(images, 'image'),
    ...counted(documents, 'document'),
  ])

/** `1 change was never synced and exists`: what is lost when this device is cleared. */
export function neverSynced(held: HeldHere): string {
  const isOne = countOf(held) === 1
  return `${heldInWords(held)} ${isOne ? 'was' : 'were'} never synced and ${isOne ? 'exists' : 'exist'}`
}

/** `1 unsent image`, `2 unsent documents`, `3 unsent files` for some of each. */
export function unsentInWords(files: UnsentFiles): string {
  const { images, documents } = files
  // Not `countOf`: whoever asks may hold changes as well.
  const count = images + documents
  const one = documents === 0 ? 'image' : images === 0 ? 'document' : 'file'
  return listed(counted(count, `unsent ${one}`))
}
