import { queryDb } from '@livestore/livestore'
import { tables } from '~/livestore/schema'

export const refusalsAfter = (time: number) =>
  queryDb(
    tables.refusals
      .where({ created_at: { op: '>', value: time } })
      .orderBy('created_at', 'desc')
      .limit(50),
    { label: 'refusals', deps: [time] }
  )
