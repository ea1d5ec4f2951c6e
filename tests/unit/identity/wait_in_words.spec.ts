import { waitInWords } from '#core/exceptions/wait_in_words'
import { test } from '@japa/runner'

test('a waiting time is never shorter than it is', ({ assert }) => {
  const words = [0, 1, 59.2, 89, 90, 121, 3600, 5399, 5401].map(waitInWords)
  assert.deepEqual(words, [
    '1 second',
    '1 second',
    '60 seconds',
    '89 seconds',
    '2 minutes',
    '3 minutes',
    '60 minutes',
    '2 hours',
    '2 hours',
  ])
})
