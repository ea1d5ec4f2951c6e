import { JobCalls } from '#jobs/job_calls'
import { JobQueue } from '#jobs/job_queue'
import type { JobsConfig } from '#jobs/jobs_config'
import type { ApplicationService } from '@adonisjs/core/types'

/** Work that goes on behind requests. The modules that have some register it before `ready`. */
export default class JobsProvider {
  constructor(protected readonly app: ApplicationService) {}

  register(): void {
    const { container, config } = this.app
    const { trigger, ...queue } = config.get<JobsConfig>('jobs')
    if (!trigger) {
      container.singleton(JobQueue, async (resolver) => {
        const { EmbeddedJobQueue } = await import('#jobs/drivers/embedded/embedded_job_queue')
        return new EmbeddedJobQueue(queue, await resolver.make('logger'))
      })
      return
    }
    container.singleton(JobQueue, async (resolver) => {
      const { TriggerJobQueue } = await import('#jobs/drivers/trigger/trigger_job_queue')
      return new TriggerJobQueue({ ...queue, trigger }, await resolver.make('logger'))
    })
    container.singleton(
      JobCalls,
      async (resolver) => (await resolver.make(JobQueue)) as JobQueue & JobCalls
    )
  }
}
