import { test } from '@japa/runner'
import { boundedRows, mostCharacters } from '../../../inertia/livestore/view/bounded_rows.js'

const rowsOf = (characters: number) => [{ id: 'a', content: 'x'.repeat(characters) }]

test.group('Rows of the kept view', () => {
  test('are all kept while they fit', ({ assert }) => {
    const results = [['messages', rowsOf(1_000)] as const, ['chats', rowsOf(10)] as const]
    assert.sameDeepMembers([...boundedRows(results)], results)
  })

  test('of a chat that is larger than everything are left out, the others not', ({ assert }) => {
    const kept = boundedRows([
      ['messages', rowsOf(mostCharacters)],
      ['chats', rowsOf(10)],
    ])
    assert.deepEqual([...kept.keys()], ['chats'])
  })
})
