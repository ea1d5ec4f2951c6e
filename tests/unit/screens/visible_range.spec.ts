import { test } from '@japa/runner'
import { lineStarts, visibleRange } from '../../../inertia/hooks/visible_range.js'

const AHEAD = 12
const SCREEN = 600

/** A heading of 34 before every tenth line of 30. */
const heightOf = (index: number) => (index % 10 === 0 ? 34 : 30)

test.group('The lines of a long list that are rendered', () => {
  test('hold the screen and at least as many more on both sides, wherever it is', ({ assert }) => {
    const starts = lineStarts(1_000, heightOf)
    const end = starts.at(-1)!
    for (let top = 0; top <= end - SCREEN; top += 17) {
      const { first, last } = visibleRange(starts, top, SCREEN, AHEAD)
      const above = starts.findLastIndex((start) => start <= top)
      const below = starts.findLastIndex((start) => start < top + SCREEN)
      assert.isAtMost(first, Math.max(0, above - AHEAD), `first at ${top}`)
      assert.isAtLeast(last, Math.min(999, below + AHEAD), `last at ${top}`)
      assert.isAtMost(last - first, below - above + 4 * AHEAD, `count at ${top}`)
    }
  })

  test('stay the same while less than the lines in reserve is scrolled', ({ assert }) => {
    const starts = lineStarts(1_000, () => 30)
    const ranges = Array.from({ length: 300 }, (_, at) => {
      const { first, last } = visibleRange(starts, at * 30, SCREEN, AHEAD)
      return `${first}-${last}`
    })
    assert.isAtMost(new Set(ranges).size, (2 * 300) / AHEAD + 2)
  })

  test('are none in an empty list and all in a short one', ({ assert }) => {
    const { first, last } = visibleRange(lineStarts(0, heightOf), 0, SCREEN, AHEAD)
    assert.isBelow(last, first)
    assert.deepEqual(visibleRange(lineStarts(3, heightOf), 0, SCREEN, AHEAD), { first: 0, last: 2 })
  })
})
