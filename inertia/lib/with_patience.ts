export class TookTooLong extends Error {
  readonly name = 'TookTooLong'
}

/** What comes within so many milliseconds; what comes later is nobody's business any more. */
export async function withPatience<T>(work: Promise<T>, milliseconds: number): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new TookTooLong()), milliseconds)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}
