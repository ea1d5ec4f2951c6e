import { test } from '@japa/runner'
import { excerpt, fold, matchRanges, searchWords } from '../../../inertia/lib/match_ranges.js'

const marked = (text: string, words: string[]) =>
  matchRanges(text, words).map(([from, to]) => text.slice(from, to))

test.group('What a search marks', () => {
  test('every word, in any case, in any script', ({ assert }) => {
    assert.deepEqual(marked('Count the counts', ['count']), ['Count', 'count'])
    assert.deepEqual(marked('Ärger über ÄRGER', ['ärger']), ['Ärger', 'ÄRGER'])
    assert.deepEqual(marked('Привет, ПРИВЕТ', ['привет']), ['Привет', 'ПРИВЕТ'])
    assert.deepEqual(marked('100%_sure', ['%_']), ['%_'])
    assert.deepEqual(marked('nothing', ['']), [])
  })

  test('overlapping words as one', ({ assert }) => {
    assert.deepEqual(matchRanges('abcdef', ['abcd', 'cde']), [[0, 5]])
  })

  test('letters whose lower case is longer do not shift what follows', ({ assert }) => {
    assert.equal(fold('İİ').length, 2)
    assert.deepEqual(marked('İstanbul İzmir', ['zmir']), ['zmir'])
  })

  test('words once, and not without end', ({ assert }) => {
    assert.deepEqual(searchWords('  a  b a '), ['a', 'b'])
    assert.lengthOf(searchWords('a b c d e f g h i j'), 8)
  })

  test('an excerpt shows the first match of a long text', ({ assert }) => {
    const text = `${'before '.repeat(200)}needle${' after'.repeat(200)}`
    const part = excerpt(text, ['needle'])
    assert.include(part, 'needle')
    assert.isTrue(part.startsWith('…before') && part.endsWith('…'))
    assert.isBelow(part.length, 190)
    assert.equal(excerpt('short', ['nowhere']), 'short')
    assert.include(excerpt(`${'x'.repeat(1000)}needle`, ['needle']), 'needle')
  })
})
