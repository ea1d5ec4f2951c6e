import {
  lifecycleHooks,
  resourceCatalog,
  type TaskMetadataWithFunctions,
} from '@trigger.dev/core/v3'
import {
  StandardLifecycleHooksManager,
  StandardResourceCatalog,
} from '@trigger.dev/core/v3/workers'

type Tasks = typeof import('../../../trigger/loft_task.js')

/** Tasks register themselves where a catalog and a file are set; both have to be there before the first is imported. */
const catalog = new StandardResourceCatalog()
const hooks = new StandardLifecycleHooksManager()
resourceCatalog.setGlobalResourceCatalog(catalog)
resourceCatalog.setCurrentFileContext('trigger', 'trigger')
lifecycleHooks.setGlobalLifecycleHooksManager(hooks)

const { loftTask }: Tasks = await import('../../../trigger/loft_task.js')
await import('../../../trigger/process_document.js')
await import('../../../trigger/remove_document.js')

/** What a deployment would have made known, read from the tasks themselves. */
export interface DeployedTask {
  task: TaskMetadataWithFunctions
  catchError: ReturnType<typeof hooks.getTaskCatchErrorHook>
}

/** The task of a job, made by the one factory when no file of trigger/ has made it. */
export function deployedTask(name: string): DeployedTask {
  if (!catalog.taskExists(name)) {
    lifecycleHooks.disable()
    lifecycleHooks.setGlobalLifecycleHooksManager(hooks)
    loftTask(name)
  }
  const task = catalog.getTask(name)
  if (!task) throw new Error(`There is no task ${name}`)
  return { task, catchError: hooks.getTaskCatchErrorHook(name) }
}

export const taskNames = () => catalog.listTaskManifests().map(({ id }) => id)

/** How many runs of one concurrency key a queue lets run at once; undefined for a queue nobody declared. */
export const queueLimit = (name: string) =>
  catalog.listQueueManifests().find((queue) => queue.name === name)?.concurrencyLimit
