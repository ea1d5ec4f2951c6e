import { randomUUID } from 'node:crypto'
import limiter from '@adonisjs/limiter/services/main'
import type { Bootstrap } from '#shared/protocol/bootstrap'
import { Visitor } from '#tests/support/visitor'

export const PASSWORD = 'seven calm herons'

/** An address that no other test uses. */
export const someEmail = () => `${randomUUID().slice(0, 8)}@example.org`

export const post = (visitor: Visitor, path: string, body: object = {}) =>
  visitor.post(path, JSON.stringify(body))

/** Whom the server takes this browser for; null for nobody. */
export async function whoIs(visitor: Visitor): Promise<Bootstrap['user'] | null> {
  const response = await visitor.get('/bootstrap')
  return response.status === 200 ? ((await response.json()) as Bootstrap).user : null
}

export async function errorOf(response: Response) {
  const { error } = (await response.json()) as {
    error: { code: string; message: string; fields?: { field: string; message: string }[] }
  }
  return { status: response.status, ...error }
}

/** A browser that has just signed up; without mail the address counts at once. */
export async function givenAccount(email = someEmail(), password = PASSWORD) {
  const visitor = new Visitor()
  const response = await post(visitor, '/sign-up', { email, password })
  if (response.status !== 201)
    throw new Error(`Sign-up: ${response.status} ${await response.text()}`)
  const user = await whoIs(visitor)
  return { visitor, email, password, userId: user?.id ?? '' }
}

export async function givenSignedIn(email: string, password = PASSWORD) {
  const visitor = new Visitor()
  const response = await post(visitor, '/sign-in', { email, password })
  if (response.status !== 204) throw new Error(`Sign-in: ${response.status}`)
  return visitor
}

/** All requests of the tests come from one address. */
export const forgetLimits = () => limiter.clear(['database'])
