import { readFileSync } from 'node:fs'
import { test } from '@japa/runner'

const distribution = (path: string) =>
  readFileSync(new URL(`../../node_modules/@livestore/common/dist/${path}`, import.meta.url), 'utf8')

test.group('LiveStore patch', () => {
  test('is applied to what the page and the worker bundle', ({ assert }) => {
    assert.include(distribution('leader-thread/LeaderSyncProcessor.js'), 'ticket.refused')
    assert.include(distribution('sync/ClientSessionSyncProcessor.js'), 'queueAllPending')
  })

  test('belongs to the pinned version', ({ assert }) => {
    const manifest = JSON.parse(distribution('../package.json')) as { version: string }
    assert.equal(manifest.version, '0.4.0', 'remove or renew patches/, see docs/adr/0005')
  })
})
