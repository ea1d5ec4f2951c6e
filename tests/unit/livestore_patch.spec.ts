import { readFileSync } from 'node:fs'
import { test } from '@japa/runner'

const packaged = (path: string) =>
  readFileSync(new URL(`../../node_modules/${path}`, import.meta.url), 'utf8')

test.group('Patches of what the page and its workers bundle', () => {
  test('LiveStore takes an event only behind its parent', ({ assert }) => {
    const dist = '@livestore/common/dist'
    assert.include(packaged(`${dist}/leader-thread/LeaderSyncProcessor.js`), 'ticket.refused')
    assert.include(packaged(`${dist}/sync/ClientSessionSyncProcessor.js`), 'queueAllPending')
  })

  test('one tab cannot end the requests of another', ({ assert }) => {
    const runner = packaged('@effect/platform/dist/esm/internal/workerRunner.js')
    assert.include(runner, 'fiberMap.get(key)')
  })

  test('belong to the installed versions', ({ assert }) => {
    const versionOf = (name: string) =>
      (JSON.parse(packaged(`${name}/package.json`)) as { version: string }).version
    assert.equal(versionOf('@livestore/common'), '0.4.0', 'see docs/adr/0005')
    assert.equal(versionOf('@effect/platform'), '0.96.3', 'see docs/adr/0005')
  })
})
