import { useEffect, useState } from 'react'
import { boxOf, joinBoxes, type Box, type TextItem } from '~/lib/pdf/boxes'
import { findPassage, type PageLetters } from '~/lib/pdf/find_passage'
import type { PdfFile, PdfPage } from '~/lib/pdf/pdf_engine'
import { measureText } from '~/lib/pdf/measure_text'
import type { Cited } from './cited'

export interface ShownPage {
  number: number
  /** Whose light lies on it. */
  cited: Cited | undefined
  page: PdfPage
  /** What it says, for those who hear it. */
  lines: readonly string[]
  /** What the answer rests on, and what else belongs to the passage. */
  marked: readonly Box[]
  passage: readonly Box[]
}

/** A page with what stands on it; null until it is there, `'failed'` when it cannot be read. */
export function usePdfPage(
  file: PdfFile,
  number: number,
  cited: Cited | undefined
): ShownPage | 'failed' | null {
  const [shown, setShown] = useState<ShownPage | 'failed' | null>(null)
  useEffect(() => {
    let isWanted = true
    readPage(file, number, cited).then(
      (page) => isWanted && setShown(page),
      () => isWanted && setShown('failed')
    )
    return () => void (isWanted = false)
  }, [file, number, cited])
  return shown
}

async function readPage(file: PdfFile, number: number, cited?: Cited): Promise<ShownPage> {
  const page = await file.page(number)
  const { items, styles } = await page.text()
  const lines = linesOf(items)
  const cites = cited?.passage.place.page
  // A passage begins on the page it is cited from, but for the end of the page before that it repeats.
  if (!cited || cites === undefined || Math.abs(cites - number) > 1)
    return { number, cited, page, lines, marked: [], passage: [] }
  const pages = await neighbours(file, { page: number, items }, cites)
  const spans = findPassage(cited.passage.text, pages, cites, cited.marked)
    .filter((span) => span.page === number)
    .filter((span) => items[span.item]!.str.slice(span.from, span.to).trim() !== '')
  const boxes = (isMarked: boolean) =>
    joinBoxes(
      spans
        .filter((span) => span.isMarked === isMarked)
        .map((span) => {
          const item = items[span.item]!
          return boxOf(span, item, styles[item.fontName], page.view, measureText)
        })
    )
  return { number, cited, page, lines, marked: boxes(true), passage: boxes(false) }
}

/** The page that is shown among those beside the cited one. */
async function neighbours(file: PdfFile, own: PageLetters, cites: number): Promise<PageLetters[]> {
  const numbers = [cites - 1, cites, cites + 1].filter((one) => one >= 1 && one <= file.pages)
  return Promise.all(
    numbers.map(async (page) => {
      if (page === own.page) return own
      const { items } = await (await file.page(page)).text()
      return { page, items }
    })
  )
}

function linesOf(items: readonly (TextItem & { hasEOL?: boolean })[]): string[] {
  return items
    .map(({ str, hasEOL }) => str + (hasEOL ? '\n' : ''))
    .join('')
    .split('\n')
    .filter((line) => line.trim() !== '')
}
