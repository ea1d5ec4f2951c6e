import { CALL_PATH } from '#jobs/call_protocol'
import { test } from '@japa/runner'

test.group('Calls for jobs', () => {
  test('have no address where Loft runs its jobs by itself', async ({ client }) => {
    const response = await client.post(`${CALL_PATH}process-document`).withCsrfToken().json({})
    response.assertStatus(404)
  })
})
