import type { ApplicationService } from '@adonisjs/core/types'
import { Database } from '@adonisjs/lucid/database'
import { databaseTimeout } from '#config/health'
import { connectionNames } from '#config/database'

export type Readiness = { type: 'ready' } | { type: 'not_ready'; reasons: string[] }

/** May traffic be sent here? Every database answers in time and no shutdown is under way. */
export async function checkReadiness(app: ApplicationService): Promise<Readiness> {
  if (app.isTerminating) return { type: 'not_ready', reasons: ['shutting down'] }
  const database = await app.container.make(Database)
  const answers = await Promise.all(connectionNames.map((name) => probe(database, name)))
  const reasons = answers.filter((reason) => reason !== undefined)
  return reasons.length === 0 ? { type: 'ready' } : { type: 'not_ready', reasons }
}

async function probe(database: Database, name: string): Promise<string | undefined> {
  const tooLate = Symbol('too late')
  let timer: NodeJS.Timeout | undefined
  const limit = new Promise<typeof tooLate>((resolve) => {
    timer = setTimeout(resolve, databaseTimeout, tooLate)
  })
  try {
    const answer = await Promise.race([database.connection(name).rawQuery('select 1'), limit])
    return answer === tooLate ? `database ${name} does not answer` : undefined
  } catch {
    return `database ${name} fails`
  } finally {
    clearTimeout(timer)
  }
}
