import { setTimeout as sleep } from 'node:timers/promises'
import type { Rig } from '#tests/bench/rig'
import type { Scenario } from '#tests/bench/scenario'
import { digits } from '#tests/bench/statistics'
import type { SyncClient } from '#tests/support/sync_client'

const PEOPLE = 500
const DEVICES = 2
const TOGETHER = 8
const SETTLING = 3_000

export const idle: Scenario = {
  about: `resident memory of the server (/proc, after garbage collection) with ${PEOPLE * DEVICES} sockets of ${PEOPLE} people that have pulled and say nothing`,
  limitSeconds: 75,
  async run(bench) {
    const rig = await bench.rig()
    const cookies = await inGroups(Array(PEOPLE).fill(undefined), () => rig.guest())
    // The people exist, and the process is as fresh as after any start.
    await rig.server.restart()
    const fresh = await settledMegabytes(rig)

    await close(await open(rig, cookies.slice(0, 50)))
    const warm = await settledMegabytes(rig)

    const sockets = await open(
      rig,
      cookies.flatMap((cookie) => Array(DEVICES).fill(cookie))
    )
    const before = await rig.probe.residentMegabytes()
    const full = await settledMegabytes(rig)
    const lost = sockets.filter(({ closeCode }) => closeCode !== null).length
    if (lost > 0) throw new Error(`${lost} sockets did not stay open`)
    const perSocket = ((full - warm) * 1_000) / sockets.length
    return [
      {
        name: `memory of ${sockets.length} idle sockets, above a fresh server`,
        value: full - fresh,
        unit: 'MB',
        most: 60,
        detail: `fresh ${digits(fresh)} MB, after 50 sockets came and went ${digits(warm)} MB, with all ${digits(full)} MB (${digits(before)} MB before garbage collection); ${digits(perSocket)} kB per socket`,
      },
    ]
  },
}

async function settledMegabytes(rig: Rig): Promise<number> {
  await sleep(SETTLING)
  await rig.probe.collectGarbage()
  await sleep(500)
  await rig.probe.collectGarbage()
  return rig.probe.residentMegabytes()
}

const open = (rig: Rig, cookies: string[]) =>
  inGroups(cookies, async (cookie) => {
    const client = await rig.connect(cookie)
    await client.pull()
    return client
  })

async function close(clients: SyncClient[]): Promise<void> {
  for (const client of clients) await client.close()
}

async function inGroups<T, R>(items: T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = []
  for (let at = 0; at < items.length; at += TOGETHER) {
    results.push(...(await Promise.all(items.slice(at, at + TOGETHER).map(work))))
  }
  return results
}
