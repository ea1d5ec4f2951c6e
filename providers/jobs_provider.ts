import { JobQueue } from '#jobs/job_queue'
import type { JobsConfig } from '#jobs/jobs_config'
import type { ApplicationService } from '@adonisjs/core/types'

/** Work that goes on behind requests. The modules that have some register it before `ready`. */
export default class JobsProvider {
  constructor(protected readonly app: ApplicationService) {}

  register(): void {
    this.app.container.singleton(JobQueue, async (resolver) => {
      const { EmbeddedJobQueue } = await import('#jobs/drivers/embedded/embedded_job_queue')
      const config = this.app.config.get<JobsConfig>('jobs')
      return new EmbeddedJobQueue(config, await resolver.make('logger'))
    })
  }
}
