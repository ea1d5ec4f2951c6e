import { readdirSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { test } from '@japa/runner'
import { archive } from '#tests/support/documents/archive'
import { docx } from '#tests/support/documents/docx'
import { ExtractionStage } from '#tests/support/documents/extraction_stage'
import { pdf, textPage } from '#tests/support/documents/pdf'
import { xlsx } from '#tests/support/documents/xlsx'

const word = docx([{ paragraph: 'Text of a document that is long enough to be cut somewhere.' }])
const portable = pdf([textPage(['Text.'])])
const half = (bytes: Uint8Array) => bytes.slice(0, bytes.length * 0.6)

const largeSheet = () =>
  xlsx({ a: Array.from({ length: 60_000 }, (_, row) => [row, row + 1, row + 2]) })

test.group('Documents that cannot be read', (group) => {
  // A process each.
  group.each.timeout(120_000)

  test('empty: no bytes, or nothing in them', async (context) => {
    const stage = ExtractionStage.create(context)
    context.assert.equal(await stage.refusal('a.txt', ''), 'EMPTY')
    context.assert.equal(await stage.refusal('a.pdf', ''), 'EMPTY')
    context.assert.equal(await stage.refusal('a.md', ' \n\n '), 'EMPTY')
    context.assert.equal(await stage.refusal('a.docx', docx([])), 'EMPTY')
  })

  test('wrong extension: the bytes are something else', async (context) => {
    const stage = ExtractionStage.create(context)
    context.assert.equal(await stage.refusal('a.pdf', word), 'WRONG_TYPE')
    context.assert.equal(await stage.refusal('a.docx', portable), 'WRONG_TYPE')
    context.assert.equal(await stage.refusal('a.txt', portable), 'WRONG_TYPE')
    context.assert.equal(await stage.refusal('a.docx', xlsx({ a: [['1']] })), 'WRONG_TYPE')
    context.assert.equal(await stage.refusal('a.epub', archive({ 'a.txt': 'x' })), 'WRONG_TYPE')
    context.assert.equal(await stage.refusal('a.md', word), 'WRONG_TYPE')
    context.assert.equal(
      await stage.refusal('a.txt', Uint8Array.of(1, 0, 2, 0, 0, 0, 9)),
      'WRONG_TYPE'
    )
    context.assert.equal(await stage.refusal('a.docx', 'just text'), 'WRONG_TYPE')
    context.assert.equal(await stage.refusal('a.eml', 'just text'), 'WRONG_TYPE')
  })

  test('truncated: the end is missing', async (context) => {
    const stage = ExtractionStage.create(context)
    context.assert.equal(await stage.refusal('a.docx', half(word)), 'UNREADABLE')
    context.assert.equal(await stage.refusal('a.pdf', half(portable)), 'UNREADABLE')
  })

  test('encrypted: a password would be needed', async (context) => {
    const stage = ExtractionStage.create(context)
    const locked = pdf([textPage(['Text.'])], { isEncrypted: true })
    context.assert.equal(await stage.refusal('a.pdf', locked), 'ENCRYPTED')
    const office = Buffer.alloc(4096)
    office.writeUInt32BE(0xd0cf11e0, 0)
    office.writeUInt32BE(0xa1b11ae1, 4)
    office.write('EncryptedPackage', 1024, 'utf16le')
    context.assert.equal(await stage.refusal('a.docx', office), 'ENCRYPTED')
  })

  test('scanned: pages, but hardly any text', async (context) => {
    const stage = ExtractionStage.create(context)
    context.assert.equal(await stage.refusal('a.pdf', pdf(['picture', 'picture'])), 'SCANNED')
    const stamped = pdf(['picture', textPage(['Scanned by hand']), 'picture'])
    context.assert.equal(await stage.refusal('a.pdf', stamped), 'SCANNED')
    context.assert.isUndefined(await stage.refusal('a.pdf', portable))
  })

  test('too many pages', async (context) => {
    const stage = ExtractionStage.create(context)
    const long = pdf(Array.from({ length: 10_000 }, () => textPage(['Text.'])))
    context.assert.equal(await stage.refusal('a.pdf', long), 'TOO_MANY_PAGES')
  })

  test('zip bombs: what inflates without end, or has entries without end', async (context) => {
    const stage = ExtractionStage.create(context, {
      inflatedBytes: 10_000_000,
      archiveEntries: 100,
    })
    const zeros = new Uint8Array(20_000_000)
    const bomb = archive({ '[Content_Types].xml': '', 'word/document.xml': zeros })
    context.assert.isBelow(bomb.length, 50_000)
    context.assert.equal(await stage.refusal('a.docx', bomb), 'TOO_LARGE')
    const many = Object.fromEntries(Array.from({ length: 200 }, (_, index) => [`${index}.xml`, '']))
    context.assert.equal(await stage.refusal('a.docx', archive(many)), 'TOO_LARGE')
  })

  test('XML that asks for more than there is: entities in entities, depth without end', async (context) => {
    const stage = ExtractionStage.create(context)
    const entities = Array.from(
      { length: 12 },
      (_, index) => `<!ENTITY e${index + 1} "${`&e${index};`.repeat(10)}">`
    )
    const laughs = `<?xml version="1.0"?><!DOCTYPE d [<!ENTITY e0 "ha">${entities.join('')}]><w:document xmlns:w="x"><w:body><w:p><w:r><w:t>&e12;</w:t></w:r></w:p></w:body></w:document>`
    const deep = `<w:document xmlns:w="x"><w:body>${'<w:p>'.repeat(5_000)}</w:body></w:document>`
    for (const xml of [laughs, deep]) {
      const result = await stage.extract('a.docx', archive({ 'word/document.xml': xml }))
      context.assert.isBelow(JSON.stringify(result).length, 1_000)
    }
    const nested = `${'<div>'.repeat(2_000)}text${'<table><tr><td>'.repeat(1_000)}`
    context.assert.isUndefined(await stage.refusal('a.html', nested))
    context.assert.equal(await stage.refusal('a.html', '<div>'.repeat(200_000)), 'UNREADABLE')
  })

  test('a spreadsheet that repeats one long text in every cell', async (context) => {
    const stage = ExtractionStage.create(context)
    const long = 'x'.repeat(30_000)
    const rows = Array.from({ length: 3_000 }, () => [long, long])
    const result = await stage.extract('a.xlsx', xlsx({ a: rows }))
    context.assert.oneOf(result.type, ['failed', 'extracted'])
  })
})

test.group('The process that reads documents', (group) => {
  group.each.timeout(60_000)

  test('is ended when it takes too long', async (context) => {
    const stage = ExtractionStage.create(context, { wallTime: 50 })
    context.assert.equal(await stage.refusal('a.docx', word), 'TIMEOUT')
  })

  test('is ended when its heap is full', async (context) => {
    const stage = ExtractionStage.create(context, { heapBytes: 32 * 1024 * 1024 })
    context.assert.equal(await stage.refusal('a.xlsx', largeSheet()), 'TOO_LARGE')
  })

  test('is ended when it takes more memory than its heap', async (context) => {
    const stage = ExtractionStage.create(context, { residentBytes: 60 * 1024 * 1024 })
    context.assert.equal(await stage.refusal('a.xlsx', largeSheet()), 'TOO_LARGE')
  }).skip(process.platform !== 'linux', 'only Linux tells how much memory a process has')

  test('is ended when nobody waits any more, and the next document is read', async (context) => {
    const stage = ExtractionStage.create(context)
    const stopping = new AbortController()
    const running = stage.extract('a.docx', word, stopping.signal)
    const waiting = stage.extract('b.docx', word, stopping.signal)
    setTimeout(() => stopping.abort(new Error('stopped')), 30)
    await context.assert.rejects(() => running, 'stopped')
    await context.assert.rejects(() => waiting, 'stopped')
    context.assert.lengthOf((await stage.read('c.docx', word)).blocks, 1)
    context.assert.deepEqual(readdirSync(stage.workDirectory), [])
  })

  test('reads one document at a time and leaves no files', async (context) => {
    const stage = ExtractionStage.create(context)
    const order: string[] = []
    const documents = ['a', 'b', 'c'].map(async (name) => {
      await stage.read(`${name}.txt`, 'text')
      order.push(name)
    })
    let most = 0
    while (order.length < 3) {
      most = Math.max(most, readdirSync(stage.workDirectory).length)
      await sleep(5)
    }
    await Promise.all(documents)
    context.assert.deepEqual(order, ['a', 'b', 'c'])
    context.assert.equal(most, 1)
    context.assert.deepEqual(readdirSync(stage.workDirectory), [])
  })
})
