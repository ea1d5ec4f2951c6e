import { citedNumbers, splitCitations, withoutCitations } from '#shared/policies/citations'
import { test } from '@japa/runner'

const known = new Set([1, 2, 3, 4, 12])

test.group('Policies | citations', () => {
  test('marks that models write are read, in the words around them', ({ assert }) => {
    const cited = (text: string) => citedNumbers(text, known)
    assert.deepEqual(cited('It is 1.5 bar [1].'), [1])
    assert.deepEqual(cited('Both[2][1] say so.'), [1, 2])
    assert.deepEqual(cited('Many [1, 3; 12].'), [1, 3, 12])
    assert.deepEqual(cited('A range [2–4] and [1-2].'), [1, 2, 3, 4])
    assert.deepEqual(cited('Another way【3】 and【1†house.pdf】.'), [1, 3])
  })

  test('a number that does not exist stays text', ({ assert }) => {
    assert.deepEqual(splitCitations('No [5], no [0], no [99999].', known), [
      { type: 'text', text: 'No [5], no [0], no [99999].' },
    ])
    assert.deepEqual(splitCitations('Half [1, 9].', known), [
      { type: 'text', text: 'Half ' },
      { type: 'citation', text: '[1, 9]', numbers: [1] },
      { type: 'text', text: '.' },
    ])
    for (const text of [
      '[1](https://a.example)',
      '[^1]',
      '[x1]',
      '[]',
      '[1.5]',
      '[1–400]',
      '[-1]',
    ]) {
      assert.deepEqual(citedNumbers(text, known), [], text)
    }
    assert.deepEqual(citedNumbers('[1]', new Set()), [])
  })

  test('marks can be taken out, and what is no citation stays', ({ assert }) => {
    assert.equal(withoutCitations('Warm [1] and [7] cold[2].', known), 'Warm  and [7] cold.')
  })
})
