const counted = (count: number, one: string) =>
  count === 0 ? [] : [`${count} ${one}${count === 1 ? '' : 's'}`]

/** `3 changes and 1 image`; what is not there is not named. */
export const heldInWords = (changes: number, images: number): string =>
  [...counted(changes, 'change'), ...counted(images, 'image')].join(' and ')

/** `1 change was never synced and exists`: what is lost when this device is cleared. */
export function neverSynced(changes: number, images: number): string {
  const isOne = changes + images === 1
  return `${heldInWords(changes, images)} ${isOne ? 'was' : 'were'} never synced and ${isOne ? 'exists' : 'exist'}`
}
