import { join } from 'node:path'
import { dataDirectory } from '#config/app'
import type { JobsConfig } from '#jobs/jobs_config'

/** Work that goes on behind requests. Times in milliseconds. */
const jobsConfig: JobsConfig = {
  file: join(dataDirectory, 'jobs.sqlite'),
  concurrency: 2,
  shutdownGrace: 3_000,
}

export default jobsConfig
