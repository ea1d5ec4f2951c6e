export interface StorageFacts {
  /** Bytes that Loft uses here and may use; null where the browser does not say. */
  used: number | null
  quota: number | null
  /** Whether the browser promised to keep it when the device runs short; null where it cannot. */
  isPersisted: boolean | null
}

export async function readStorageFacts(): Promise<StorageFacts> {
  const { storage } = navigator
  const [estimate, isPersisted] = await Promise.all([
    storage?.estimate?.().catch(() => null) ?? null,
    storage?.persisted?.().catch(() => null) ?? null,
  ])
  return { used: estimate?.usage ?? null, quota: estimate?.quota ?? null, isPersisted }
}

/** "24 MB": three figures at most, in the unit that fits. */
export function inBytes(bytes: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB']
  let value = bytes
  let unit = 0
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000
    unit++
  }
  const figure = unit === 0 || value >= 100 ? value.toFixed(0) : value.toPrecision(2)
  return `${Number(figure)} ${units[unit]}`
}
