import env from '#start/env'
import type { SyncConfig } from '#sync/sync_config'

const SECOND = 1_000
const MINUTE = 60 * SECOND
const DAY = 24 * 60 * MINUTE
const MB = 1_000_000

/** An office or a proxy that is not in TRUSTED_PROXIES is one address. */
const perAddress = env.get('SOCKETS_PER_ADDRESS')

/** Limits of the sync server; `SyncConfig` says what each one means. */
const syncConfig: SyncConfig = {
  sockets: {
    perUser: 20,
    perAddress,
    total: Math.max(5_000, perAddress),
    attempts: { burst: 2 * perAddress, perMinute: perAddress },
  },
  frames: {
    burst: 400,
    perMinute: 3_000,
    longestDelay: 15 * SECOND,
    followedAnswers: 200,
    pauseBytes: 4 * MB,
    dropBytes: 16 * MB,
    slowFor: 30 * SECOND,
  },
  events: { burst: 10_000, perMinute: 1_200, longestDelay: 15 * SECOND },
  heartbeat: {
    tick: 5 * SECOND,
    pingEvery: 25 * SECOND,
    missed: 2,
    touchSessionEvery: 10 * MINUTE,
  },
  serverWriter: { quiet: 150, longestWait: 2 * SECOND },
  quarantine: { keptFor: 30 * DAY, perUser: 100 },
}

export default syncConfig
