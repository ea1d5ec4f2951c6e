import router from '@adonisjs/core/services/router'
import { test } from '@japa/runner'
import { baseUrl } from '#tests/support/base_url'

// Spec files load before the server starts, so their routes are part of it.
router.post('/tests/echo', ({ request }) => ({ body: request.all() }))

const post = (body: string | Uint8Array, type = 'application/json', headers = {}) =>
  fetch(`${baseUrl()}/tests/echo`, {
    method: 'POST',
    body: body as BodyInit,
    headers: { 'content-type': type, ...headers },
  })

test.group('Bad bodies', () => {
  const cases: Record<string, readonly [body: string | Uint8Array, type?: string]> = {
    'malformed JSON': ['{"a":'],
    'an array': ['[1,2]'],
    'null': ['null'],
    'a number': ['7'],
    'a string': ['"text"'],
    'an empty body': [''],
    'bytes that are no text': [new Uint8Array([0xff, 0xfe, 0x00, 0x80])],
    '__proto__ in JSON': ['{"__proto__":{"isAdmin":true}}'],
    'constructor in JSON': ['{"constructor":{"prototype":{"isAdmin":true}}}'],
    'two megabytes': [JSON.stringify({ text: 'x'.repeat(2 * 1024 * 1024) })],
    'deep nesting': [`{"a":${'['.repeat(50_000)}${']'.repeat(50_000)}}`],
    'a form that nests': [`a${'[b]'.repeat(500)}=1`, 'application/x-www-form-urlencoded'],
    'a form that pollutes': ['__proto__[isAdmin]=1', 'application/x-www-form-urlencoded'],
    'a broken multipart': ['--x', 'multipart/form-data; boundary=y'],
    'a multipart without boundary': ['--x', 'multipart/form-data'],
    'an unknown type': ['text', 'text/weird'],
    'an unknown charset': ['{}', 'application/json; charset=klingon'],
  }

  for (const [name, [body, type]] of Object.entries(cases)) {
    test(`${name}: refused with a reason`, async ({ assert }) => {
      const response = await post(body, type)
      const { error } = (await response.json()) as {
        error: { code: string; message: string; requestId: string }
      }
      assert.isAtLeast(response.status, 400)
      assert.isBelow(response.status, 500)
      assert.match(error.code, /^[A-Z][A-Z0-9_]+$/)
      assert.isNotEmpty(error.message)
      assert.equal(error.requestId, response.headers.get('x-request-id'))
      assert.notProperty({}, 'isAdmin')
    })
  }

  test('sizes and shapes have statuses of their own', async ({ assert }) => {
    assert.equal((await post('{"a":')).status, 400)
    assert.equal((await post('[1]')).status, 400)
    assert.equal((await post(JSON.stringify({ a: 'x'.repeat(2_000_000) }))).status, 413)
  })

  test('with a token, a good body passes and __proto__ is no prototype', async ({
    client,
    assert,
  }) => {
    const good = await client.post('/tests/echo').json({ a: 1 }).withCsrfToken()
    good.assertStatus(200)
    good.assertBody({ body: { a: 1 } })
    const hostile = await client
      .post('/tests/echo')
      .header('content-type', 'application/json')
      .json(JSON.parse('{"__proto__":{"isAdmin":true}}'))
      .withCsrfToken()
    assert.isBelow(hostile.status(), 500)
    assert.notProperty({}, 'isAdmin')
  })

  test('a compressed bomb is cut off at the limit', async ({ assert }) => {
    const { gzipSync } = await import('node:zlib')
    const bomb = gzipSync(Buffer.alloc(50 * 1024 * 1024, 0x20))
    const response = await post(bomb, 'application/json', { 'content-encoding': 'gzip' })
    assert.equal(response.status, 413)
  })
})

test.group('Errors', () => {
  test('programs get JSON, people get a page', async ({ assert }) => {
    const json = await fetch(`${baseUrl()}/nowhere`)
    assert.equal(json.status, 404)
    assert.match(json.headers.get('content-type') ?? '', /json/)

    const page = await fetch(`${baseUrl()}/nowhere`, { headers: { accept: 'text/html' } })
    assert.equal(page.status, 404)
    assert.match(await page.text(), /errors\\?\/not_found/)
  })

  test('a client cannot write its own text into our logs as request id', async ({ assert }) => {
    const keep = await fetch(`${baseUrl()}/health/live`, {
      headers: { 'x-request-id': 'proxy-1234' },
    })
    assert.equal(keep.headers.get('x-request-id'), 'proxy-1234')
    const drop = await fetch(`${baseUrl()}/health/live`, {
      headers: { 'x-request-id': 'a b{"c":1}' },
    })
    assert.match(drop.headers.get('x-request-id') ?? '', /^[\da-f-]{36}$/)
  })
})
