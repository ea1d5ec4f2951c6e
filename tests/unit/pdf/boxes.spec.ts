import { boxOf, joinBoxes, type TextItem } from '../../../inertia/lib/pdf/boxes.js'
import { test } from '@japa/runner'

const item: TextItem = {
  ...{ str: 'wide iii', dir: 'ltr', fontName: 'f', width: 80, height: 10 },
  transform: [10, 0, 0, 10, 50, 700],
}
/** A4, upright: y grows downwards from the upper edge. */
const upright = [1, 0, 0, -1, 0, 842]
/** Letters differ in width: i is a third of others. */
const measure = (text: string) => [...text].reduce((sum, one) => sum + (one === 'i' ? 1 : 3), 0)
const rounded = (box: object) =>
  Object.fromEntries(Object.entries(box).map(([name, value]) => [name, Math.round(value)]))

test.group('Boxes over words', () => {
  test('stand where the font has the letters', ({ assert }) => {
    // "wide " is 13 of 16 wide.
    const box = boxOf({ from: 5, to: 8 }, item, undefined, upright, measure)
    assert.deepEqual(rounded(box), { x: 115, y: 134, width: 15, height: 11 })
    const all = boxOf({ from: 0, to: 8 }, item, undefined, upright, measure)
    assert.deepEqual([all.x, all.width], [50, 80])
  })

  test('follow text that is turned, and text that runs from the right', ({ assert }) => {
    const turned = { ...item, transform: [0, 10, -10, 0, 300, 400] }
    const box = boxOf({ from: 0, to: 8 }, turned, undefined, upright, measure)
    assert.deepEqual(rounded(box), { x: 292, y: 362, width: 11, height: 80 })
    const hebrew = { ...item, str: 'abcd', dir: 'rtl' }
    const first = boxOf({ from: 0, to: 1 }, hebrew, undefined, upright, measure)
    assert.deepEqual([first.x, first.width], [110, 20])
  })

  test('of one line are one, of two lines two', ({ assert }) => {
    const line = (x: number, y: number) => ({ x, y, width: 40, height: 12 })
    assert.deepEqual(joinBoxes([line(50, 100), line(94, 100.5), line(50, 116)]), [
      { x: 50, y: 100, width: 84, height: 12.5 },
      line(50, 116),
    ])
    assert.lengthOf(joinBoxes([line(50, 100), line(300, 100)]), 2, 'columns stay apart')
  })
})
