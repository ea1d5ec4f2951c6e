import { statfs } from 'node:fs/promises'

/** Bytes that this process may still write where the folder lies. Where nobody can say, writing tells. */
export async function freeSpace(folder: string): Promise<number> {
  try {
    const { bavail, bsize } = await statfs(folder)
    return bavail * bsize
  } catch {
    return Infinity
  }
}
