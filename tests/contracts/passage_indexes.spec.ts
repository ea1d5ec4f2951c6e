import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from '@japa/runner'

import { SqlitePassageIndex } from '#rag/drivers/sqlite/sqlite_passage_index'
import { PassageIndexUnavailableError } from '#rag/passage_index'
import { passage, passageIndexSuite } from '#tests/contracts/passage_index_suite'

function openSqlite(settings: { read?: number; write?: number; file?: string } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'loft-passages-'))
  const path = join(folder, settings.file ?? 'passages.sqlite')
  const timeouts = { read: settings.read ?? 10_000, write: settings.write ?? 10_000 }
  const index = new SqlitePassageIndex({ path, readers: 2, timeouts })
  const close = async () => {
    await index.close()
    rmSync(folder, { recursive: true })
  }
  return { index, path, close }
}

passageIndexSuite('sqlite', async () => openSqlite())

test.group('Passage index: sqlite, its own', () => {
  test('keeps its file to its owner and its passages over a restart', async ({ assert }) => {
    const { index, path, close } = openSqlite()
    await index.put('ada', 'one', [passage(0, 'A lighthouse.')])
    assert.equal(statSync(path).mode & 0o777, 0o600)
    await index.close()
    const query = { userId: 'ada', documentIds: ['one'], text: 'lighthouses', limit: 1 }
    assert.lengthOf(await index.lexical(query), 1)
    await close()
  })

  test('words of a removed document are gone from the file', async ({ assert }) => {
    const { index, path, close } = openSqlite()
    const { readFileSync } = await import('node:fs')
    await index.put('ada', 'one', [passage(0, 'Zanzibarquux stands here.')])
    await index.put('ada', 'two', [passage(0, 'Something else stands here.')])
    await index.put('bob', 'one', [passage(0, 'Yggdrasilquux stands there.')])
    await index.remove('ada', ['one'])
    await index.removeUser('bob')
    await index.close()
    const bytes = readFileSync(path, 'latin1').toLowerCase()
    assert.notInclude(bytes, 'zanzibarquux')
    assert.notInclude(bytes, 'yggdrasilquux')
    assert.include(bytes, 'something else')
    await close()
  })

  test('a thread that does not answer is replaced, and says that it may work later', async ({
    assert,
  }) => {
    const { index, close } = openSqlite({ write: 1 })
    const many = Array.from({ length: 300 }, (_, at) =>
      passage(at, `Lighthouse ${at}. `.repeat(99))
    )
    const failure = await index.put('ada', 'one', many).catch((error: unknown) => error)
    assert.instanceOf(failure, PassageIndexUnavailableError)
    const query = { userId: 'ada', documentIds: ['one'], text: 'lighthouse', limit: 1 }
    assert.deepEqual(await index.lexical(query), [])
    await close()
  })

  test('a word of thousands of passages does not count beside rarer ones', async ({ assert }) => {
    const { index, close } = openSqlite()
    const texts = Array.from({ length: 5_100 }, (_, at) => {
      if (at === 99) return 'The common lighthouse of the keeper.'
      return at === 7 ? 'The common keeper left.' : 'The common harbour and more of the common.'
    })
    await index.put('ada', 'one', texts.map((text, at) => passage(at, text))) // prettier-ignore
    const found = async (text: string) => {
      const query = { userId: 'ada', documentIds: ['one'], text, limit: 3 }
      return (await index.lexical(query)).map(({ ordinal }) => ordinal)
    }
    assert.deepEqual(await found('the common lighthouse keeper'), [99, 7])
    assert.lengthOf(await found('common harbour'), 3, 'where there is nothing else, it counts')
    await close()
  })

  test('a file that cannot be opened is a fault that names itself', async ({ assert }) => {
    const { index, close } = openSqlite({ file: 'missing/passages.sqlite' })
    await assert.rejects(() => index.put('ada', 'one', [passage(0, 'x')]), /unavailable/)
    await close()
  })
})
