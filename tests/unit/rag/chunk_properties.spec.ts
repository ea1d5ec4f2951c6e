import { test } from '@japa/runner'
import fc from 'fast-check'
import { chunkDocument } from '#rag/pipeline/chunk/chunk_document'
import type { ExtractedBlock } from '#rag/pipeline/extract/extracted_document'
import { fitsBytes, limits } from '#shared/limits'
import { estimateTokens } from '#shared/policies/estimate_tokens'

/** Largest text of a chunk; what it is joined with may cost a little more than its pieces. */
const MOST_TOKENS = 520

const word = fc.oneof(
  { weight: 8, arbitrary: fc.stringMatching(/^[a-zäß]{1,12}$/) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      'ende.',
      'Ja!',
      '(so)',
      'x=1;',
      '三つの言葉。',
      '📄',
      'e.g.',
      '12,5'
    ),
  },
  {
    weight: 1,
    arbitrary: fc.integer({ min: 200, max: 6_000 }).map((length) => 'aB3/'.repeat(length / 4)),
  },
  { weight: 1, arbitrary: fc.constantFrom(' '.repeat(3_000), '\t'.repeat(500)) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }) }
)
const line = fc.array(word, { minLength: 1, maxLength: 60 }).map((words) => words.join(' '))
const text = fc.array(line, { minLength: 1, maxLength: 12 }).map((lines) => lines.join('\n'))
const place = fc.record(
  {
    page: fc.integer({ min: 1, max: 3 }),
    heading: fc.constantFrom('A', 'A › B', 'C'),
  },
  { requiredKeys: [] }
)
const row = fc.array(fc.stringMatching(/^[a-z]{1,10}$/), { minLength: 1, maxLength: 8 })
const table = fc
  .array(row, { minLength: 1, maxLength: 120 })
  .map(([header, ...rows]) =>
    [header!, header!.map(() => '---'), ...rows]
      .map((cells) => `| ${cells.join(' | ')} |`)
      .join('\n')
  )
const block: fc.Arbitrary<ExtractedBlock> = fc.oneof(
  fc.record({ text, place, kind: fc.constantFrom('text' as const, 'code' as const) }),
  fc.record({ text: line, place, kind: fc.constant('heading' as const), level: fc.constant(1) }),
  fc.record({ text: table, place, kind: fc.constant('table' as const) })
)
const blocks = fc.array(block, { maxLength: 25 })
const cut = (blocks: ExtractedBlock[]) =>
  chunkDocument({ pages: null, blocks }, { name: 'any.txt' })
const withoutSpace = (text: string) => text.replace(/\s+/g, '')
const wordsOf = (text: string) => text.split(/\s+/).filter(Boolean)

test.group('Chunks of any document', () => {
  test('every word is in some chunk, in the order of the document', ({ assert }) => {
    fc.assert(
      fc.property(blocks, (blocks) => {
        const texts = cut(blocks).map(({ text }) => text)
        let chunk = 0
        let position = 0
        // Repeated text lies between words, so that each word is looked for from where the last one was found.
        for (const word of blocks
          .flatMap(({ text }) => wordsOf(text))
          .filter((word) => word.length < 100)) {
          for (;;) {
            const found = texts[chunk]?.indexOf(word, position) ?? -1
            if (found >= 0) {
              position = found + word.length
              break
            }
            chunk++
            position = 0
            if (chunk >= texts.length) assert.fail(`"${word}" is in no chunk, or in another order`)
          }
        }
      })
    )
  })

  test('a word too long for a chunk is there in parts', ({ assert }) => {
    fc.assert(
      fc.property(fc.integer({ min: 500, max: 20_000 }), (length) => {
        const long = Array.from({ length }, (_, index) => (index * 7919).toString(36)).join('')
        const texts = cut([{ text: long, kind: 'code', place: {} }]).map(({ text }) => text)
        assert.isAbove(texts.length, 1)
        for (let start = 0; start + 24 <= long.length; start += 97) {
          const part = long.slice(start, start + 8)
          assert.isTrue(
            texts.some((text) => withoutSpace(text).includes(part)) || isAtCut(texts, part)
          )
        }
      }),
      { numRuns: 20 }
    )
  })

  test('sizes are bounded, none is empty, and places and ordinals go forwards', ({ assert }) => {
    fc.assert(
      fc.property(blocks, (blocks) => {
        const chunks = cut(blocks)
        for (const [index, { text, tokens, ordinal, header }] of chunks.entries()) {
          assert.equal(ordinal, index)
          assert.notEqual(text.trim(), '')
          assert.isAtMost(tokens, MOST_TOKENS)
          assert.isTrue(fitsBytes(text, limits.passageBytes))
          assert.equal(tokens, estimateTokens(`${header}\n${text}`))
        }
      })
    )
  })

  test('the same document gives the same chunks', ({ assert }) => {
    fc.assert(
      fc.property(blocks, (blocks) => assert.deepEqual(cut(blocks), cut(blocks))),
      { numRuns: 20 }
    )
  })
})

/** A part may lie across the border of two chunks. */
function isAtCut(texts: string[], part: string): boolean {
  return withoutSpace(texts.join('')).includes(part)
}
