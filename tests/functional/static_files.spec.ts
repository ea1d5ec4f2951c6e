import { request } from 'node:http'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { test } from '@japa/runner'
import { staticFiles } from '#config/static'
import { baseUrl } from '#tests/support/base_url'

interface Answer {
  status: number
  headers: Record<string, string | string[] | undefined>
  body: Buffer
}

/** fetch() would decode the body and tidy up the path. */
function get(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(baseUrl())
    request({ hostname, port, path, method, headers }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk) => chunks.push(chunk))
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(chunks),
        })
      )
    })
      .on('error', reject)
      .end()
  })
}

function builtScript(): { url: string; content: Buffer } {
  const assets = join(staticFiles.directory, 'assets')
  const manifest = JSON.parse(readFileSync(join(assets, '.vite/manifest.json'), 'utf8'))
  const { file } = manifest['inertia/app.tsx'] as { file: string }
  return { url: `/assets/${file}`, content: readFileSync(join(assets, file)) }
}

test.group('Static files', () => {
  test('hashed files are compressed and cached for ever', async ({ assert }) => {
    const { url, content } = builtScript()
    const brotli = await get(url, { 'accept-encoding': 'gzip, br' })
    assert.equal(brotli.headers['content-encoding'], 'br')
    assert.isTrue(brotliDecompressSync(brotli.body).equals(content))
    assert.equal(brotli.headers['cache-control'], 'public, max-age=31536000, immutable')
    assert.equal(brotli.headers.vary, 'Accept-Encoding')
    assert.match(String(brotli.headers['content-type']), /javascript/)

    const gzip = await get(url, { 'accept-encoding': 'gzip' })
    assert.equal(gzip.headers['content-encoding'], 'gzip')
    assert.isTrue(gunzipSync(gzip.body).equals(content))

    const plain = await get(url)
    assert.isUndefined(plain.headers['content-encoding'])
    assert.isTrue(plain.body.equals(content))
  })

  test('files carry the policy that workers take from them', async ({ assert }) => {
    const { headers } = await get(builtScript().url)
    assert.match(
      String(headers['content-security-policy']),
      /default-src 'none'; .*worker-src 'self'/
    )
    assert.equal(headers['x-content-type-options'], 'nosniff')
    assert.exists(headers['x-request-id'])
  })

  test('other files are revalidated', async ({ assert }) => {
    const first = await get('/icon.svg')
    assert.equal(first.status, 200)
    assert.equal(first.headers['cache-control'], 'no-cache')
    const again = await get('/icon.svg', { 'if-none-match': String(first.headers.etag) })
    assert.equal(again.status, 304)
    assert.lengthOf(again.body, 0)
  })

  test('HEAD answers without a body', async ({ assert }) => {
    const { url, content } = builtScript()
    const { status, headers, body } = await get(url, {}, 'HEAD')
    assert.equal(status, 200)
    assert.equal(headers['content-length'], String(content.length))
    assert.lengthOf(body, 0)
  })

  test('no path leaves the folder', async ({ assert }) => {
    const paths = [
      '/../package.json',
      '/assets/../../package.json',
      '/%2e%2e/package.json',
      '/..%2fpackage.json',
      '/assets/..%5c..%5cpackage.json',
      '/.vite/manifest.json',
      '/assets/.vite/manifest.json',
      '/assets',
      '/assets/',
      '//etc/passwd',
      '/icon.svg%00.js',
      '/%c0%80',
    ]
    for (const path of paths) {
      const { status } = await get(path)
      assert.isTrue(status === 404 || status === 400, `${path}: ${status}`)
    }
  })

  test('odd ranges and conditions are no errors', async ({ assert }) => {
    for (const range of ['bytes=5-2', 'bytes=-1', 'bytes=abc', 'bytes=999999999-', 'x']) {
      const { status } = await get('/icon.svg', { range })
      assert.equal(status, 200, range)
    }
  })
})
