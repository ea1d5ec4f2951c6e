import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { EmbeddedJobQueue } from '#jobs/drivers/embedded/embedded_job_queue'
import { jobQueueSuite } from '#tests/contracts/job_queue_suite'
import { TriggerStage } from '#tests/support/trigger/trigger_stage'

const quiet = { debug() {}, info() {}, warn() {}, error() {} } as never

jobQueueSuite('embedded', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'loft-jobs-'))
  const config = { file: join(folder, 'jobs.sqlite'), concurrency: 2, shutdownGrace: 500 }
  return {
    open: async () => new EmbeddedJobQueue(config, quiet),
    dispose: () => rm(folder, { recursive: true, force: true }),
  }
})

jobQueueSuite('Trigger.dev', async () => {
  const stage = await TriggerStage.make()
  return { open: () => stage.open(), dispose: () => stage.dispose() }
})
