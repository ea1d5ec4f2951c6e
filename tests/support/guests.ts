import type { Bootstrap } from '#shared/protocol/bootstrap'
import type { Device } from '#tests/support/browser'

export interface Person {
  userId: string
  storeId: string
}

/** Makes the person at this device a guest, as one click on the first page does. */
export async function newGuest(device: Device): Promise<Person> {
  const { request } = device.context
  await request.get('/')
  const response = await request.post('/guests', {
    headers: { 'x-xsrf-token': await xsrfToken(device), 'accept': 'application/json' },
    maxRedirects: 0,
  })
  if (response.status() !== 303) throw new Error(`POST /guests said ${response.status()}`)
  return personAt(device)
}

/** Who is signed in here. */
export async function personAt(device: Device): Promise<Person> {
  const response = await device.context.request.get('/bootstrap')
  if (!response.ok()) throw new Error(`GET /bootstrap said ${response.status()}`)
  const { user, storeId } = (await response.json()) as Bootstrap
  return { userId: user.id, storeId }
}

async function xsrfToken(device: Device): Promise<string> {
  const cookies = await device.context.cookies()
  return decodeURIComponent(cookies.find(({ name }) => name === 'XSRF-TOKEN')?.value ?? '')
}
