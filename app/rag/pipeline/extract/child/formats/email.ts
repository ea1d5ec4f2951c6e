import { readFileSync, statSync } from 'node:fs'
import PostalMime, { type Address } from 'postal-mime'
import type { BlockWriter } from '#rag/pipeline/extract/child/block_writer'
import { writeHtml } from '#rag/pipeline/extract/child/formats/html'
import { writeParagraphs } from '#rag/pipeline/extract/child/formats/text'
import { Refusal } from '#rag/pipeline/extract/child/refusal'

/** Attachments and all; they are decoded in memory. */
const EMAIL_BYTES = 60_000_000
const NESTING = 50

/** Who, when, about what, and the text; attachments by name. Answers the subject. */
export async function readEmail(path: string, writer: BlockWriter): Promise<string | undefined> {
  if (statSync(path).size > EMAIL_BYTES) throw new Refusal('TOO_LARGE')
  const email = await PostalMime.parse(readFileSync(path), { maxNestingDepth: NESTING })
  if (!email.from && !email.subject && !email.date) throw new Refusal('WRONG_TYPE')
  writer.heading(email.subject ?? '', 1)
  const lines = [
    ['From', email.from && renderAddress(email.from)],
    ['To', email.to?.map(renderAddress).join(', ')],
    ['Cc', email.cc?.map(renderAddress).join(', ')],
    ['Date', email.date],
    ['Attachments', email.attachments.map(({ filename }) => filename ?? 'unnamed').join(', ')],
  ]
  const head = lines.filter(([, value]) => value).map(([name, value]) => `${name}: ${value}`)
  writer.text(head.join('\n'))
  if (email.text?.trim()) writeParagraphs(email.text.split(/\r?\n/), writer)
  else if (email.html) writeHtml([email.html], writer)
  return email.subject
}

function renderAddress({ name, address, group }: Address): string {
  if (group) return `${name}: ${group.map(renderAddress).join(', ')}`
  return name && address ? `${name} <${address}>` : (address ?? name ?? '')
}
