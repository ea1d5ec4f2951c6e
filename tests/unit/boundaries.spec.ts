import { test } from '@japa/runner'
import { ARROWS, VENDOR_SDK } from '#tests/support/arrows'
import { type SourceFile, arrowsOf, sourceFiles, specifiersOf } from '#tests/support/import_scanner'

const LINE_LIMIT = 300

const server = ['app', 'config', 'start', 'providers', 'commands', 'database']
const sources = sourceFiles([...server, 'bin', 'inertia', 'trigger'])

const forbiddenArrows = (files: SourceFile[]) =>
  files
    .flatMap(arrowsOf)
    .filter(({ from, to }) => !ARROWS[from]?.includes(to))
    .map(({ file, specifier }) => `${file} → ${specifier}`)

const importsMatching = (files: SourceFile[], pattern: RegExp) =>
  files.flatMap(({ path, text }) =>
    specifiersOf(text)
      .filter((specifier) => pattern.test(specifier))
      .map((specifier) => `${path} → ${specifier}`)
  )

test.group('Boundaries', () => {
  test('the scanner finds planted violations in every kind of import', ({ assert }) => {
    const planted = [
      `import { x } from '#chat/actions/send'`,
      `import type { X } from "#chat/actions/send"`,
      `export { x } from '#chat/actions/send'`,
      `const x = await import('#chat/actions/send')`,
      `import '#chat/actions/send'`,
      `import {\n  x,\n} from '../chat/actions/send.js'`,
    ]
    for (const text of planted) {
      assert.lengthOf(forbiddenArrows([{ path: 'app/ai/planted.ts', text }]), 1, text)
    }
    assert.lengthOf(forbiddenArrows([{ path: 'app/chat/a.ts', text: `import '#ai/catalogue'` }]), 0)
    assert.lengthOf(forbiddenArrows([{ path: 'app/ai/a.ts', text: `// from '#chat/x'` }]), 0)
  })

  test('the scanner sees this code base', ({ assert }) => {
    assert.isAbove(sources.length, 40)
    assert.isAbove(sources.flatMap(arrowsOf).length, 20)
  })

  test('modules follow the allowed arrows', ({ assert }) => {
    assert.deepEqual(forbiddenArrows(sources), [])
  })

  test('app/shared imports only itself and effect', ({ assert }) => {
    const shared = sources.filter(({ path }) => path.startsWith('app/shared/'))
    assert.deepEqual(importsMatching(shared, /^(?!\.{1,2}\/|effect($|\/))/), [])
  })

  test('the server never imports LiveStore', ({ assert }) => {
    const files = sources.filter(({ path }) => !path.startsWith('inertia/'))
    assert.deepEqual(importsMatching(files, /^@livestore\//), [])
  })

  test('only drivers import vendor SDKs', ({ assert }) => {
    const files = sources.filter(({ path }) => !/\/drivers\/|^trigger\//.test(path))
    assert.deepEqual(importsMatching(files, VENDOR_SDK), [])
  })

  test('tasks know their own SDK and the form of calls, nothing else of Loft', ({ assert }) => {
    const protocol = 'app/jobs/call_protocol.ts'
    const tasks = sources.filter(({ path }) => path.startsWith('trigger/') || path === protocol)
    const allowed =
      /^(@trigger\.dev\/sdk|node:crypto|\.\.\/app\/jobs\/call_protocol\.js|\.\/[a-z_]+\.js)$/
    assert.isAbove(tasks.length, 3)
    assert.deepEqual(
      tasks
        .flatMap(({ path, text }) => specifiersOf(text).map((specifier) => ({ path, specifier })))
        .filter(({ specifier }) => !allowed.test(specifier)),
      []
    )
  })

  test('only providers, define_config.ts and drivers import drivers', ({ assert }) => {
    const files = sources.filter(
      ({ path }) => !/^providers\/|\/drivers\/|define_config\.ts$/.test(path)
    )
    assert.deepEqual(importsMatching(files, /\/drivers\//), [])
  })

  test('only start/env.ts reads process.env, and only config reads the result', ({ assert }) => {
    const readers = sources
      .filter(({ path }) => !/^(bin|trigger)\//.test(path) && path !== 'start/env.ts')
      .filter(({ text }) => /\bprocess\.env\b/.test(text))
      .map(({ path }) => path)
    assert.deepEqual(readers, [])
    const files = sources.filter(({ path }) => !/^(config|bin)\//.test(path))
    assert.deepEqual(importsMatching(files, /^#start\/env$/), [])
  })

  test(`no source file is longer than ${LINE_LIMIT} lines`, ({ assert }) => {
    const long = [...sources, ...sourceFiles(['tests'])]
      .map(({ path, text }) => ({ path, lines: text.trimEnd().split('\n').length }))
      .filter(({ lines }) => lines > LINE_LIMIT)
    assert.deepEqual(long, [])
  })
})
