/** A condition that people can mend: its message is all they need, so no stack is printed. */
export class Stop extends Error {}

export const say = (text) => console.log(`Loft: ${text}`)

/** Turns a refusal of the file system into a sentence. */
export function orStop(work) {
  try {
    return work()
  } catch (error) {
    const reason = {
      EACCES: 'this user may not write there',
      EPERM: 'this user may not write there',
      EROFS: 'the disk is read-only',
      ENOSPC: 'the disk is full',
    }[error.code]
    if (reason) throw new Stop(`${error.path ?? 'The checkout'} cannot be written: ${reason}.`)
    throw error
  }
}
