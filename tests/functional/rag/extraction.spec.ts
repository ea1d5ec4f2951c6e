import { test } from '@japa/runner'
import type { ExtractedBlock, ExtractedDocument } from '#rag/pipeline/extract/extracted_document'
import { docx, type WordBlock } from '#tests/support/documents/docx'
import { epub } from '#tests/support/documents/epub'
import { ExtractionStage } from '#tests/support/documents/extraction_stage'
import { odt } from '#tests/support/documents/odt'
import { pdf, textPage } from '#tests/support/documents/pdf'
import { pptx } from '#tests/support/documents/pptx'
import { xlsx } from '#tests/support/documents/xlsx'

const report: WordBlock[] = [
  { heading: 'Report', level: 1 },
  { paragraph: 'Sales went up & costs down.' },
  { item: 'first point' },
  { heading: 'Figures', level: 2 },
  {
    table: [
      ['Name', 'Price'],
      ['A|B', '3'],
    ],
  },
]
const TABLE = String.raw`| Name | Price |
| --- | --- |
| A\|B | 3 |`

/** `kind place: text`, a line per block. */
const outline = ({ blocks }: ExtractedDocument) => blocks.map(render)
const render = ({ kind, place: { page, sheet, slide, heading }, text }: ExtractedBlock) =>
  `${kind} ${[page, sheet, slide, heading].filter((part) => part !== undefined).join(' / ')}: ${text}`

test.group('Extraction of each format', () => {
  test('pdf: pages, headings, paragraphs and tables', async (context) => {
    const document = await ExtractionStage.create(context).read(
      'Report.PDF',
      pdf(
        [
          [
            { text: 'Annual report', size: 24, y: 790 },
            { text: 'The first paragraph of the report goes on over a bor-', y: 750 },
            { text: 'der and ends (here).', y: 736 },
            { text: 'The second paragraph of the report stands below it.', y: 700 },
            ...[
              ['Name', 'Price'],
              ['Pears', '3'],
              ['Plums', '4'],
            ].flatMap((cells, row) =>
              cells.map((text, column) => ({ text, x: 50 + column * 200, y: 640 - row * 14 }))
            ),
          ],
          textPage(['The second page has this one sentence, and a page of its own.']),
        ],
        { title: 'Report of 2026' }
      )
    )
    context.assert.equal(document.title, 'Report of 2026')
    context.assert.equal(document.pages, 2)
    context.assert.deepEqual(outline(document), [
      'heading 1 / Annual report: Annual report',
      'text 1 / Annual report: The first paragraph of the report goes on over a border and ends (here).',
      'text 1 / Annual report: The second paragraph of the report stands below it.',
      'table 1 / Annual report: | Name | Price |\n| --- | --- |\n| Pears | 3 |\n| Plums | 4 |',
      'text 2 / Annual report: The second page has this one sentence, and a page of its own.',
    ])
  })

  test('docx: headings, lists and tables', async (context) => {
    const document = await ExtractionStage.create(context).read('report.docx', docx(report))
    context.assert.isNull(document.pages)
    context.assert.deepEqual(outline(document), [
      'heading Report: Report',
      'text Report: Sales went up & costs down.',
      'text Report: - first point',
      'heading Report › Figures: Figures',
      `table Report › Figures: ${TABLE}`,
    ])
  })

  test('odt: the same', async (context) => {
    const document = await ExtractionStage.create(context).read('report.odt', odt(report))
    context.assert.deepEqual(outline(document), [
      'heading Report: Report',
      'text Report: Sales went up & costs down.',
      'text Report: first point',
      'heading Report › Figures: Figures',
      `table Report › Figures: ${TABLE}`,
    ])
  })

  test('xlsx: a table for each sheet, cells in their columns', async (context) => {
    const document = await ExtractionStage.create(context).read(
      'sales.xlsx',
      xlsx({
        'Year 1': [
          ['Fruit', 'Sold'],
          ['Pears', 12.5],
          ['', 7],
        ],
        'Notes': [['only this']],
      })
    )
    context.assert.deepEqual(outline(document), [
      'table Year 1: | Fruit | Sold |\n| --- | --- |\n| Pears | 12.5 |\n|  | 7 |',
      'table Notes: | only this |\n| --- |',
    ])
  })

  test('pptx: slides under their titles', async (context) => {
    const document = await ExtractionStage.create(context).read(
      'deck.pptx',
      pptx([
        { title: 'Plan', points: ['now', 'then'] },
        { title: 'Costs', points: ['none'] },
      ])
    )
    context.assert.equal(document.pages, 2)
    context.assert.deepEqual(outline(document), [
      'heading 1 / Plan: Plan',
      'text 1 / Plan: now',
      'text 1 / Plan: then',
      'heading 2 / Costs: Costs',
      'text 2 / Costs: none',
    ])
  })

  test('epub: chapters in the order of reading', async (context) => {
    const document = await ExtractionStage.create(context).read(
      'book.epub',
      epub('The Book', [
        { title: 'Beginning', paragraphs: ['It was night.'] },
        { title: 'End', paragraphs: ['It was day.'] },
      ])
    )
    context.assert.equal(document.title, 'The Book')
    context.assert.deepEqual(outline(document), [
      'heading Beginning: Beginning',
      'text Beginning: It was night.',
      'heading End: End',
      'text End: It was day.',
    ])
  })
})
