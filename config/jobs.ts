import { join } from 'node:path'
import { dataDirectory } from '#config/app'
import type { JobsConfig, TriggerConfig } from '#jobs/jobs_config'
import env from '#start/env'

const secretKey = env.get('TRIGGER_SECRET_KEY')
const signingKey = env.get('JOBS_SIGNING_KEY')

/** Both keys or none: start/env.ts has seen to it. */
const trigger: TriggerConfig | null =
  secretKey && signingKey
    ? {
        ...{ secretKey, signingKey },
        apiUrl: env.get('TRIGGER_API_URL') ?? 'https://api.trigger.dev',
        window: 4,
        timeout: 10_000,
        pause: { first: 1_000, longest: 5 * 60_000 },
        answerWithin: 25_000,
        busyPause: 1_000,
        silence: 15 * 60_000,
        longestRun: 30 * 60_000,
      }
    : null

/** Work that goes on behind requests. Times in milliseconds. */
const jobsConfig: JobsConfig = {
  file: join(dataDirectory, 'jobs.sqlite'),
  concurrency: 2,
  shutdownGrace: 3_000,
  trigger,
}

export default jobsConfig
