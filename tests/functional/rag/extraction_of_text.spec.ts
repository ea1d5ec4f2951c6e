import { test } from '@japa/runner'
import type { ExtractedBlock, ExtractedDocument } from '#rag/pipeline/extract/extracted_document'
import { ExtractionStage } from '#tests/support/documents/extraction_stage'

const outline = ({ blocks }: ExtractedDocument) => blocks.map(render)
const render = ({ kind, place: { heading }, text }: ExtractedBlock) =>
  `${kind} ${heading ?? ''}: ${text}`

test.group('Extraction of text', () => {
  test('txt: blank lines part paragraphs', async (context) => {
    const stage = ExtractionStage.create(context)
    const document = await stage.read('a.txt', 'One\r\ntwo\r\n\r\n \nThree\n')
    context.assert.deepEqual(outline(document), ['text : One\ntwo', 'text : Three'])
  })

  test('md: headings of both kinds, listings and tables', async (context) => {
    const markdown = `# Guide #
Some *text*.

~~~js
# no heading
~~~

| a | b |
|---|---|
| 1 | 2 |

Install
-------
Run it.`
    const document = await ExtractionStage.create(context).read('README.md', markdown)
    context.assert.deepEqual(outline(document), [
      'heading Guide: Guide',
      'text Guide: Some *text*.',
      'code Guide: ~~~js\n# no heading\n~~~',
      'table Guide: | a | b |\n|---|---|\n| 1 | 2 |',
      'heading Guide › Install: Install',
      'text Guide › Install: Run it.',
    ])
  })

  test('html: text without scripts, listings with their layout, tables with their caption', async (context) => {
    const html = `<!doctype html><title>Page</title><style>p{}</style><h1>Top</h1>
      <p>One <b>bold</b>&nbsp;word<br>and more<script>alert(1)</script>
      <ul><li>first<li>second</ul>
      <table><caption>Prices</caption><tr><th>a<th>b<tr><td>1<td><p>2</table>
      <pre>if x:
  y</pre>`
    const document = await ExtractionStage.create(context).read('page.html', html)
    context.assert.equal(document.title, 'Page')
    context.assert.deepEqual(outline(document), [
      'heading Top: Top',
      'text Top: One bold word\nand more',
      'text Top: - first',
      'text Top: - second',
      'text Top: Prices',
      'table Top: | a | b |\n| --- | --- |\n| 1 | 2 |',
      'code Top: if x:\n  y',
    ])
  })

  test('csv: whatever parts its cells', async (context) => {
    const stage = ExtractionStage.create(context)
    const wanted = ['table : | name | price |\n| --- | --- |\n| a, b | 1;5 |']
    context.assert.deepEqual(
      outline(await stage.read('a.csv', 'name,price\n"a,\nb",1;5\n')),
      wanted
    )
    context.assert.deepEqual(outline(await stage.read('b.csv', 'name;price\na, b;"1;5"\n')), wanted)
    context.assert.deepEqual(outline(await stage.read('c.tsv', 'name\tprice\na, b\t1;5')), wanted)
  })

  test('json: a section for each name at the top', async (context) => {
    const stage = ExtractionStage.create(context)
    const document = await stage.read('a.json', '{"name":"Loft","tags":["a","b"]}')
    context.assert.deepEqual(outline(document), [
      'heading name: name',
      'code name: "Loft"',
      'heading tags: tags',
      'code tags: [\n  "a",\n  "b"\n]',
    ])
    const broken = await stage.read('broken.json', '{"name": ')
    context.assert.deepEqual(outline(broken), ['code : {"name":'])
  })

  test('source code stays as it is', async (context) => {
    const code = 'def f(x):\n    return x\n\n\ndef g():\n    pass'
    const document = await ExtractionStage.create(context).read('main.py', code)
    context.assert.deepEqual(outline(document), [`code : ${code}`])
  })

  test('eml: who, when and what, with attachments by name', async (context) => {
    const email = [
      'From: Ann <ann@example.org>',
      'To: bob@example.org',
      'Subject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=',
      'Date: Mon, 5 Jan 2026 10:00:00 +0100',
      'Content-Type: multipart/mixed; boundary=x',
      '',
      '--x',
      'Content-Type: text/html; charset=utf-8',
      '',
      '<p>Hello <b>Bob</b></p><p>Bye</p>',
      '--x',
      'Content-Type: image/png',
      'Content-Disposition: attachment; filename="plan.png"',
      '',
      'x',
      '--x--',
    ].join('\r\n')
    const document = await ExtractionStage.create(context).read('mail.eml', email)
    context.assert.equal(document.title, 'Grüße')
    context.assert.deepEqual(outline(document), [
      'heading Grüße: Grüße',
      'text Grüße: From: Ann <ann@example.org>\nTo: bob@example.org\nDate: 2026-01-05T09:00:00.000Z\nAttachments: plan.png',
      'text Grüße: Hello Bob',
      'text Grüße: Bye',
    ])
  })

  test('encodings are found out', async (context) => {
    const stage = ExtractionStage.create(context)
    const german = 'Über größere Äpfel: süße Öfen für fünf Euro, heißt es in der Straße. '
      .repeat(5)
      .trim()
    const japanese = '吾輩は猫である。名前はまだ無い。どこで生れたかとんと見当がつかぬ。'
    const files = [
      [german, Buffer.from(german, 'utf8')],
      [german, Buffer.from(german, 'latin1')],
      [german, Buffer.from(`\ufeff${german}`, 'utf16le')],
      [german, Buffer.from(`\ufeff${german}`, 'utf8')],
      [japanese, shiftJis(japanese)],
    ] as const
    for (const [text, bytes] of files)
      context.assert.deepEqual(outline(await stage.read('a.txt', bytes)), [`text : ${text}`])
  })
})

/** Node only decodes it, so every character is looked for among its two-byte codes. */
function shiftJis(text: string): Uint8Array {
  const decoder = new TextDecoder('shift_jis')
  const codes = new Map<string, [number, number]>()
  for (let first = 0x81; first <= 0x9f; first++)
    for (let second = 0x40; second <= 0xfc; second++)
      codes.set(decoder.decode(Uint8Array.of(first, second)), [first, second])
  return Uint8Array.from([...text].flatMap((character) => codes.get(character)!))
}
