import app from '@adonisjs/core/services/app'
import { MainDatabase } from '#core/database'

/** Rows of `main`, read beside the application. */
export async function rows<T = Record<string, string | number | null>>(
  sql: string,
  ...parameters: (string | number)[]
): Promise<T[]> {
  const database = await app.container.make(MainDatabase)
  return database.run((sqlite) => sqlite.prepare(sql).all(...parameters) as T[])
}

export async function execute(sql: string, ...parameters: (string | number)[]): Promise<void> {
  const database = await app.container.make(MainDatabase)
  await database.run((sqlite) => sqlite.prepare(sql).run(...parameters))
}
