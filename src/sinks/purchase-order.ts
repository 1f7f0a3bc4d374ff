import PDFDocument from 'pdfkit'
import { csv } from '../lib/csv.ts'
import { plainAmount } from '../lib/money.ts'
import type { Change } from './sink.ts'

const HEADER = ['order', 'merchant', 'platform', 'sku', 'title', 'quantity', 'cost', 'currency']

export function orderCsv(change: Change): string {
  const { suggestionId, merchantId, platform, productId, title, after, currency } = change
  return csv([
    HEADER,
    [suggestionId, merchantId, platform, productId, title, after ?? '', costOf(change), currency],
  ])
}

/** A page to print and sign. Its letters are Latin: others of a title become "?", the CSV has them all. */
export async function orderPdf(change: Change): Promise<Buffer> {
  const { suggestionId, merchantId, platform, productId, title, after, currency } = change
  // the same order is the same bytes: what stands in a file must not depend on when it was written
  const page = new PDFDocument({
    size: 'A4',
    margin: 56,
    info: { CreationDate: new Date(0), ModDate: new Date(0) },
  })
  const parts: Buffer[] = []
  page.on('data', (part: Buffer) => void parts.push(part))
  const ended = new Promise<void>((resolve) => void page.on('end', resolve))
  page.fontSize(20).text(`Purchase order ${suggestionId}`).moveDown()
  const lines = [
    ['Supplier', merchantId],
    ['Platform', platform],
    ['Item', productId],
    ['Name', title],
    ['Quantity', String(after ?? 0)],
    ['Cost of all', `${costOf(change)} ${currency}`.trim()],
  ] as const
  page.fontSize(12)
  for (const [label, value] of lines) page.text(`${label}: ${latin(value)}`).moveDown(0.4)
  page.end()
  await ended
  return Buffer.concat(parts)
}

function costOf({ costCents, currency }: Change): string {
  return costCents === null ? '' : plainAmount(costCents, currency)
}

function latin(text: string): string {
  return text.replace(/[^\u0020-\u007e\u00a0-\u00ff€]/gu, '?')
}
