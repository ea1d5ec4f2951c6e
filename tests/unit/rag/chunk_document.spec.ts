import { test } from '@japa/runner'
import { chunkDocument } from '#rag/pipeline/chunk/chunk_document'
import type { BlockKind, ExtractedBlock } from '#rag/pipeline/extract/extracted_document'
import { estimateTokens } from '#shared/policies/estimate_tokens'
import type { Place } from '#shared/documents'

const block = (text: string, place: Place = {}, kind: BlockKind = 'text'): ExtractedBlock => ({
  text,
  kind,
  place,
})
const chunks = (...blocks: ExtractedBlock[]) =>
  chunkDocument({ pages: null, blocks }, { name: 'Guide.pdf' })
const sentences = (count: number, of = 'This is sentence number') =>
  Array.from({ length: count }, (_, index) => `${of} ${index}.`).join(' ')

test.group('Chunks', () => {
  test('a short document is one chunk, named after document and section', ({ assert }) => {
    const [chunk, ...rest] = chunks(
      { ...block('Install', { heading: 'Guide › Install' }, 'heading'), level: 2 },
      block('Run the installer.', { heading: 'Guide › Install' })
    )
    assert.lengthOf(rest, 0)
    assert.equal(chunk!.text, 'Install\n\nRun the installer.')
    assert.equal(chunk!.header, 'Guide.pdf › Guide › Install')
    assert.deepEqual(chunk!.place, { heading: 'Guide › Install' })
    assert.equal(chunk!.tokens, estimateTokens(`${chunk!.header}\n${chunk!.text}`))
  })

  test('a document without text has no chunks', ({ assert }) => {
    assert.deepEqual(chunks(), [])
    assert.deepEqual(chunks(block('  \n ')), [])
  })

  test('long text is cut between sentences and repeats the end of the chunk before', ({
    assert,
  }) => {
    const found = chunks(block(sentences(300)))
    assert.isAbove(found.length, 3)
    for (const [index, { text, tokens, ordinal }] of found.entries()) {
      assert.equal(ordinal, index)
      assert.match(text, /^This is .*\.$/s)
      assert.isAtMost(tokens, 500)
      if (index < found.length - 1) assert.isAtLeast(tokens, 300)
      if (index === 0) continue
      const first = text.split('. ')[0]!
      assert.include(found[index - 1]!.text, first)
      const repeated = found[index - 1]!.text.slice(found[index - 1]!.text.indexOf(first))
      assert.isTrue(text.startsWith(repeated))
      assert.isBelow(estimateTokens(repeated), 60)
      assert.isAbove(estimateTokens(repeated), 20)
    }
  })

  test('a long section starts a chunk of its own, short ones share one', ({ assert }) => {
    const heading = (text: string) => ({ ...block(text, { heading: text }, 'heading'), level: 1 })
    const long = chunks(
      heading('One'),
      block(sentences(40), { heading: 'One' }),
      heading('Two'),
      block(sentences(40), { heading: 'Two' })
    )
    assert.deepEqual(
      long.map(({ place }) => place.heading),
      ['One', 'Two']
    )
    assert.isTrue(long[1]!.text.startsWith('Two\n\nThis is'))
    const short = chunks(
      heading('One'),
      block('A.', { heading: 'Top › One' }),
      heading('Two'),
      block('B.', { heading: 'Top › Two' })
    )
    assert.lengthOf(short, 1)
  })

  test('sections that share a chunk are named by the headings they share', ({ assert }) => {
    const [chunk] = chunks(
      block('A.', { heading: 'Top › One' }),
      block('B.', { heading: 'Top › Two' })
    )
    assert.equal(chunk!.place.heading, 'Top')
  })

  test('a chunk never spans two pages, slides or sheets', ({ assert }) => {
    const found = chunks(
      block('One.', { page: 1 }),
      block('Two.', { page: 2 }),
      block('Three.', { slide: 3 }),
      block('| a |', { sheet: 'S' }, 'table'),
      block('| a |', { sheet: 'T' }, 'table')
    )
    assert.deepEqual(
      found.map(({ place }) => place),
      [{ page: 1 }, { page: 2 }, { slide: 3 }, { sheet: 'S' }, { sheet: 'T' }]
    )
    assert.deepEqual(
      found.map(({ text }) => text),
      ['One.', 'Two.', 'Three.', '| a |', '| a |']
    )
  })

  test('a sentence that goes on on the next page is repeated there', ({ assert }) => {
    const found = chunks(
      block('It begins. But the end', { page: 1 }),
      block('is here.', { page: 2 })
    )
    assert.equal(found[1]!.text, 'It begins. But the end\n\nis here.')
    assert.deepEqual(found[1]!.place, { page: 2 })
  })

  test('every part of a long table has its header row', ({ assert }) => {
    const rows = Array.from({ length: 400 }, (_, index) => `| fruit ${index} | ${index} |`)
    const found = chunks(
      block(['| Name | Price |', '| --- | --- |', ...rows].join('\n'), {}, 'table')
    )
    assert.isAbove(found.length, 3)
    for (const { text } of found) {
      assert.isTrue(text.startsWith('| Name | Price |\n| --- | --- |\n| fruit'))
      assert.isTrue(text.endsWith('|'))
    }
    const all = found.flatMap(({ text }) => text.split('\n').slice(2))
    assert.deepEqual(all, rows)
  })

  test('code is cut between lines and keeps its indentation', ({ assert }) => {
    const lines = Array.from(
      { length: 300 },
      (_, index) => `    const value${index} = compute(${index})`
    )
    const found = chunks(block(lines.join('\n'), {}, 'code'))
    assert.isAbove(found.length, 3)
    const cut = found.flatMap(({ text }) => text.split('\n'))
    assert.isTrue(cut.every((line) => lines.includes(line)))
    assert.deepEqual(new Set(cut), new Set(lines))
  })

  test('a name too long for a header is shortened', ({ assert }) => {
    const [chunk] = chunkDocument(
      { pages: null, blocks: [block('Text.', { heading: 'Section '.repeat(80).trim() })] },
      { name: 'name '.repeat(100) }
    )
    assert.isAtMost(estimateTokens(chunk!.header), 55)
    assert.match(chunk!.header, /^name .*… › Section .*…$/)
  })
})
