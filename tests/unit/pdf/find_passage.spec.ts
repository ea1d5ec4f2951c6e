import { findPassage, type PageLetters, type Span } from '../../../inertia/lib/pdf/find_passage.js'
import { lettersOf } from '../../../inertia/lib/pdf/letters.js'
import { Random } from '#tests/support/random'
import { test } from '@japa/runner'

const ROUNDS = 400

const inkOf = (spans: readonly Span[], pages: readonly PageLetters[]) =>
  spans.map(({ page, item, from, to }) =>
    pages.find((one) => one.page === page)!.items[item]!.str.slice(from, to)
  )

const page = (number: number, ...lines: string[]): PageLetters => ({
  page: number,
  items: lines.map((str) => ({ str })),
})

test.group('A passage on its page', () => {
  test('is found whatever line breaks, hyphens and ligatures made of it', ({ assert }) => {
    const pages = [
      page(3, 'Other things.', 'The oﬃce of the dis-', 'trict “counts”  every', 'shelf. And more.'),
    ]
    const spans = findPassage('The office of the district "counts" every shelf.', pages, 3)
    assert.deepEqual(inkOf(spans, pages), [
      'The oﬃce of the dis-',
      'trict “counts”  every',
      'shelf.',
    ])
  })

  test('says which of it stands out', ({ assert }) => {
    const pages = [page(1, 'One thing. Another thing, in', 'two lines (7.1 %). A third.')]
    const text = pages[0]!.items.map(({ str }) => str).join(' ')
    const from = text.indexOf('Another')
    const spans = findPassage(text, pages, 1, [[from, text.indexOf(' A third')]])
    const ofMarked = (isMarked: boolean) =>
      inkOf(
        spans.filter((span) => span.isMarked === isMarked),
        pages
      )
    assert.deepEqual(ofMarked(true), ['Another thing, in', 'two lines (7.1 %).'])
    assert.deepEqual(ofMarked(false), ['One thing.', 'A third.'])
  })

  test('that stands on two pages is found on both', ({ assert }) => {
    const pages = [
      page(1, 'Nothing of it.', 'The bridge was built in the year'),
      page(2, 'of the flood and has stood since.', 'The next section.'),
    ]
    const spans = findPassage(
      'The bridge was built in the year of the flood and has stood since.',
      pages,
      2
    )
    assert.deepEqual(
      spans.map((span) => span.page),
      [1, 2]
    )
    assert.deepEqual(inkOf(spans, pages), [
      'The bridge was built in the year',
      'of the flood and has stood since.',
    ])
  })

  test('that stands on two pages alike is the one of the page it was cited from', ({ assert }) => {
    const pages = [1, 2, 3].map((number) => page(number, 'Ministry of Health', 'All is well.'))
    const spans = findPassage('Ministry of Health', pages, 2)
    assert.deepEqual(
      spans.map((span) => span.page),
      [2]
    )
  })

  test('that was written as a table is found in the cells', ({ assert }) => {
    const pages = [
      page(1, 'District', 'Counts', 'Mpika', '612', 'Chinsali', '540', 'Nakonde', '498'),
    ]
    const table = '| District | Counts |\n| --- | --- |\n| Chinsali | 540 |\n| Nakonde | 498 |'
    const ink = inkOf(findPassage(table, pages, 1), pages)
    assert.deepEqual(ink, ['District', 'Counts', 'Chinsali', '540', 'Nakonde', '498'])
  })

  test('that is not there is not found, and a page of one letter ends in time', ({ assert }) => {
    assert.deepEqual(findPassage('Something else entirely', [page(1, 'Not this at all')], 1), [])
    assert.deepEqual(findPassage('', [page(1, 'Anything')], 1), [])
    const startedAt = performance.now()
    findPassage(`${'a'.repeat(11_000)}b`, [page(1, 'a'.repeat(200_000))], 1)
    assert.isBelow(performance.now() - startedAt, 2_000)
  })

  test(`that was cut anywhere from ${ROUNDS} pages is found again, whole and nothing else`, ({
    assert,
  }) => {
    const seed = Date.now() % 1_000_000
    const random = new Random(seed)
    for (let round = 0; round < ROUNDS; round++) {
      const pages = [1, 2].map((number) => page(number, ...linesOf(random)))
      const whole = pages.flatMap(({ items }) => items.map(({ str }) => str)).join(' ')
      const from = random.below(whole.length - 40)
      const cut = whole.slice(from, from + 20 + random.below(whole.length - from - 20))
      const passage = rewritten(cut, random)
      const ink = inkOf(findPassage(passage, pages, 1), pages)
      const why = `seed ${seed}, round ${round}: ${JSON.stringify({ passage, ink })}`
      assert.equal(lettersOf(ink.join('')).text, lettersOf(passage).text, why)
    }
  })
})

const PIECES = [
  'ﬁ',
  'é',
  'e\u0301',
  'ß',
  '漢字',
  'שלום',
  '7.1 %',
  '2,988',
  '𝒳',
  '“q”',
  'İ',
  '²',
  '(b)',
]

function linesOf(random: Random): string[] {
  return Array.from({ length: 3 + random.below(12) }, () =>
    Array.from({ length: 1 + random.below(9) }, () =>
      random.below(4) === 0
        ? PIECES[random.below(PIECES.length)]!
        : String.fromCharCode(
            ...Array.from({ length: 1 + random.below(9) }, () => 97 + random.below(26))
          )
    ).join(' ')
  )
}

/** As another reader of the same page may have written it. */
function rewritten(text: string, random: Random): string {
  return [...text]
    .map((character) => {
      if (character === ' ') return [' ', '\n', '  ', ' | ', '\n\n'][random.below(5)]!
      const noise = random.below(30)
      return noise === 0 ? `${character}-\n` : noise === 1 ? character.normalize('NFKC') : character
    })
    .join('')
}
