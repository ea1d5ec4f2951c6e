import app from '@adonisjs/core/services/app'
import type { ConnectionsConfig } from '#ai/connections_config'
import { Catalogue } from '#ai/catalogue/catalogue'
import { MainDatabase } from '#core/database'
import type { Bootstrap } from '#shared/protocol/bootstrap'
import { ScriptableUpstream } from '#tests/support/upstream/scriptable_upstream'
import { Visitor } from '#tests/support/visitor'

/** The scriptable upstream in the place of every provider, for the server inside the test process. */
export async function stageProviders(): Promise<{
  upstream: ScriptableUpstream
  close: () => Promise<void>
}> {
  const upstream = await ScriptableUpstream.start()
  const { baseUrls } = app.config.get<ConnectionsConfig>('connections')
  const before = { ...baseUrls }
  Object.assign(baseUrls, {
    openrouter: `${upstream.origin}/api/v1`,
    openai: `${upstream.origin}/v1`,
    anthropic: `${upstream.origin}/v1`,
    google: `${upstream.origin}/v1beta`,
  })
  return {
    upstream,
    async close() {
      Object.assign(baseUrls, before)
      await upstream.close()
    },
  }
}

/** Nobody has a key, and nothing is known of any model. */
export async function forgetConnections(): Promise<void> {
  const database = await app.container.make(MainDatabase)
  await database.run((sqlite) => sqlite.exec('DELETE FROM user_models; DELETE FROM models'))
  const catalogue = await app.container.make(Catalogue)
  catalogue.forget()
}

/** A visitor who became a guest. */
export async function givenVisitor(): Promise<Visitor> {
  const visitor = new Visitor()
  const response = await visitor.post('/guests')
  if (response.status !== 303) throw new Error(`POST /guests answered ${response.status}`)
  // The session was rotated, and its token with it; any page brings the new one.
  await visitor.get('/')
  return visitor
}

/** What this visitor's browser is told at its start. */
export const bootstrapOf = async (visitor: Visitor) =>
  (await (await visitor.get('/bootstrap')).json()) as Bootstrap

export interface Answer {
  status: number
  id?: string
  message?: string
}

/** Saves a key as the page does. */
export async function saveKey(visitor: Visitor, body: unknown): Promise<Answer> {
  const response = await visitor.post('/keys', JSON.stringify(body))
  return readAnswer(response)
}

export async function readAnswer(response: Response): Promise<Answer> {
  const text = await response.text()
  if (text === '') return { status: response.status }
  const body = JSON.parse(text) as { id?: string; error?: { message?: string } }
  return { status: response.status, id: body.id, message: body.error?.message }
}
