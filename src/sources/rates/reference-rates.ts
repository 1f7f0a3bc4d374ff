import { inflateRawSync } from 'node:zlib'
import { Fault } from '../../lib/errors.ts'

/** What one of the base currency was worth on a day, as the publisher printed it. */
export interface Rate {
  readonly quote: string
  readonly on: string
  readonly rate: string
}

/**
 * Reference rates in the two shapes the European Central Bank publishes: XML of `<Cube time>` and `<Cube currency
 * rate>`, or CSV with a day a row and a currency a column. `N/A` is no rate. Oldest day first.
 */
export function ratesIn(text: string): Rate[] {
  const rates = text.trimStart().startsWith('<') ? ratesInXml(text) : ratesInCsv(text)
  if (rates.length > 0) return byDay(rates)
  throw new Fault(
    'The answer holds no exchange rate.',
    'Give the address of the bank’s own XML or CSV file, or a feed of kind rest or files that fills `rates`.',
  )
}

export function byDay(rates: readonly Rate[]): Rate[] {
  return rates.toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
}

function ratesInXml(text: string): Rate[] {
  const rates: Rate[] = []
  let on = ''
  for (const [, tag = ''] of text.matchAll(/<Cube\b([^>]*)>/g)) {
    on = attribute(tag, 'time') ?? on
    const [quote, rate] = [attribute(tag, 'currency'), attribute(tag, 'rate')]
    if (quote && rate && on) rates.push({ quote, on, rate })
  }
  return rates
}

function attribute(tag: string, named: string): string | undefined {
  return new RegExp(`\\b${named}\\s*=\\s*["']([^"']*)["']`).exec(tag)?.[1]
}

const CODE = /^[A-Z]{3}$/

function ratesInCsv(text: string): Rate[] {
  const [header = '', ...lines] = text.replace(/^\ufeff/, '').split(/\r?\n/)
  const quotes = header.split(',').map((cell) => cell.trim())
  return lines.flatMap((line) => {
    const [day = '', ...cells] = line.split(',').map((cell) => cell.trim())
    const on = dayIn(day)
    if (on === null) return []
    return cells.flatMap((rate, i) => {
      const quote = quotes[i + 1] ?? ''
      return CODE.test(quote) && /^\d/.test(rate) ? [{ quote, on, rate }] : []
    })
  })
}

/** The history says `2026-11-24`, the day's own file `24 November 2026`. */
function dayIn(text: string): string | null {
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return text
  const at = /^\d{1,2} [A-Z][a-z]+ \d{4}$/.test(text) ? Date.parse(`${text} UTC`) : Number.NaN
  return Number.isNaN(at) ? null : new Date(at).toISOString().slice(0, 10)
}

const LOCAL_FILE = 0x04034b50
const DIRECTORY = 0x02014b50
const DIRECTORY_END = 0x06054b50

/** The first file of a ZIP archive, or the text itself where it is none. */
export function unpacked(bytes: Buffer): string {
  if (bytes.length < 4 || bytes.readUInt32LE(0) !== LOCAL_FILE) return bytes.toString('utf8')
  let end = bytes.length - 22
  while (end >= 0 && bytes.readUInt32LE(end) !== DIRECTORY_END) end--
  const entry = end < 0 ? -1 : bytes.readUInt32LE(end + 16)
  if (entry < 0 || bytes.length < entry + 46 || bytes.readUInt32LE(entry) !== DIRECTORY)
    throw new Fault('The archive of exchange rates is cut short.', 'It is fetched again at the next run.')
  const [method, size] = [bytes.readUInt16LE(entry + 10), bytes.readUInt32LE(entry + 20)]
  const local = bytes.readUInt32LE(entry + 42)
  const from = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28)
  const packed = bytes.subarray(from, from + size)
  return (method === 0 ? packed : inflateRawSync(packed, { maxOutputLength: 256 * 1024 ** 2 })).toString(
    'utf8',
  )
}
