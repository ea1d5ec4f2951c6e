import { test } from '@japa/runner'
import { ago } from '../../../inertia/features/chat/answer_facts.js'
import { withDescendants } from '../../../inertia/features/chat/descendants.js'
import { dollars, price } from '../../../inertia/features/chat/model_cost.js'

test.group('Facts under an answer', () => {
  test('small costs keep their figures', ({ assert }) => {
    assert.deepEqual([0, 2_100, 14_200_000, 1_250_000_000].map(dollars), [
      '$0',
      '$0.000002',
      '$0.0142',
      '$1.25',
    ])
  })

  test('a price has two places, and a third only where it says something', ({ assert }) => {
    assert.deepEqual(
      [0, 0.025, 0.05, 0.25, 1.1, 3].map((value) => price(value * 1e9)),
      ['free', '$0.025', '$0.05', '$0.25', '$1.10', '$3']
    )
  })

  test('how long ago, in the largest unit that fits', ({ assert }) => {
    const minute = 60_000
    const times = [0, 59 * minute, 60 * minute, 47 * 60 * minute, 72 * 60 * minute]
    assert.deepEqual(
      times.map((time) => ago(0, time)),
      ['1 minute', '59 minutes', '1 hour', '47 hours', '3 days']
    )
  })
})

test.group('Deleting with everything below', () => {
  test('names the living below once, and ends at a cycle', ({ assert }) => {
    const message = (id: string, parent: string | null, deleted: number | null = null) => ({
      id,
      parent_message_id: parent,
      created_at: 0,
      deleted_at: deleted,
    })
    const messages = [
      message('a', 'd'),
      message('b', 'a', 1),
      message('c', 'b'),
      message('d', 'c'),
      message('x', null),
    ]
    assert.deepEqual(withDescendants(messages, 'a'), ['a', 'c', 'd'])
  })
})
