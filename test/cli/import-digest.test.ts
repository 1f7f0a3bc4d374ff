import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { recordsOf } from '../../src/lake/ingest/csv-head.ts'
import { sharedData } from '../support/shared-data.ts'
import { floorwalker, typedHere } from './terminal.ts'

let dir = ''
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'floorwalker-digest-'))
})
afterAll(() => rmSync(dir, { recursive: true, force: true }))

type Rows = readonly (readonly string[])[]

/** The columns of a table in another order and under names that say nothing, split by semicolons. */
function disguised([names = [], ...rows]: Rows): { text: string; titles: Readonly<Record<string, string>> } {
  const places = names.map((_, i) => (i + 3) % names.length)
  const write = (cells: readonly string[]) =>
    places.map((i) => `"${(cells[i] ?? '').replaceAll('"', '""')}"`).join(';')
  const titles = Object.fromEntries(names.map((name, i) => [name, `f${i + 1}`]))
  return { text: [names.map((name) => titles[name] ?? ''), ...rows].map(write).join('\n'), titles }
}

const olist = sharedData('olist')
const retail = sharedData('online-retail')
const read = (path: string) => recordsOf(readFileSync(path, 'utf8'), ',', 1_000_000)

/** A few weeks of Olist. */
function olistPart(): Readonly<Record<string, Rows>> {
  const file = (name: string) => read(join(olist ?? '', `olist_${name}_dataset.csv`))
  const [head = [], ...orders] = file('orders')
  const at = head.indexOf('order_purchase_timestamp')
  const taken = orders.filter((row) => (row[at] ?? '') >= '2018-06-10' && (row[at] ?? '') < '2018-07-20')
  const ids = new Set(taken.map(([id]) => id))
  const [lineHead = [], ...lines] = file('order_items')
  return { 'zz.csv': [head, ...taken], 'aa.csv': [lineHead, ...lines.filter(([id]) => ids.has(id))] }
}

/** A fortnight of Online Retail. */
function retailPart(): Readonly<Record<string, Rows>> {
  const path = join(retail ?? '', 'online_retail_2010-12_2011-12.csv.gz')
  return { 'export.csv': recordsOf(gunzipSync(readFileSync(path)).toString('utf8'), ',', 20_001) }
}

interface Case {
  readonly name: string
  readonly has: boolean
  readonly part: () => Readonly<Record<string, Rows>>
  readonly zone: string
  readonly currency: string
  readonly day: string
  /** what somebody writes who knows the files, by the titles of the export */
  readonly byHand: Readonly<
    Record<
      string,
      {
        readonly file: string
        readonly more?: string
        readonly columns: Readonly<Record<string, string>>
        readonly constants?: string
      }
    >
  >
}

const CASES: readonly Case[] = [
  {
    name: 'olist',
    has: olist !== null,
    part: olistPart,
    zone: 'America/Sao_Paulo',
    currency: 'BRL',
    day: '2018-07-19',
    byHand: {
      orders: {
        file: 'zz.csv',
        columns: {
          order_id: 'order_id',
          customer_id: 'customer_id',
          ordered_at: 'order_purchase_timestamp',
          status: 'order_status',
        },
      },
      order_lines: {
        file: 'aa.csv',
        columns: {
          order_id: 'order_id',
          line_id: 'order_item_id',
          product_id: 'product_id',
          merchant_id: 'seller_id',
          unit_price: 'price',
          freight: 'freight_value',
        },
        constants: 'quantity: { constant: "1" }',
      },
    },
  },
  {
    name: 'retail',
    has: retail !== null,
    part: retailPart,
    zone: 'Europe/London',
    currency: 'GBP',
    day: '2010-12-13',
    byHand: {
      order_lines: {
        file: 'export.csv',
        more: 'key: none, ',
        columns: {
          order_id: 'InvoiceNo',
          product_id: 'StockCode',
          title: 'Description',
          quantity: 'Quantity',
          ordered_at: 'InvoiceDate',
          unit_price: 'UnitPrice',
          customer_id: 'CustomerID',
          region: 'Country',
        },
        constants: 'code_digits: { constant: "5" }',
      },
    },
  },
]

/** What a digest says of the money, the orders and the like. */
const figuresOf = (text: string) =>
  text
    .split('\n')
    .filter((line) => /^(GMV|Orders|Units|AOV|Refund|Cancel|Active|Repurchase)\b/i.test(line.trim()))

describe('files whose columns say nothing, proposed', () => {
  it.each(CASES.filter(({ has }) => has))(
    '$name: the digest has the figures of a mapping by hand',
    { timeout: 240_000 },
    async (given) => {
      const folder = join(dir, given.name)
      mkdirSync(folder)
      const titles = new Map<string, Readonly<Record<string, string>>>()
      for (const [file, rows] of Object.entries(given.part())) {
        const made = disguised(rows)
        titles.set(file, made.titles)
        writeFileSync(join(folder, file), made.text)
      }
      const tables = Object.entries(given.byHand).map(
        ([table, { file, more = '', columns, constants = '' }]) => {
          const said = Object.entries(columns).map(
            ([column, title]) => `${column}: ${titles.get(file)?.[title]}`,
          )
          return `  ${table}: { files: ${file}, ${more}columns: { ${[...said, ...(constants ? [constants] : [])].join(', ')} } }`
        },
      )
      const mapping = join(dir, `${given.name}.yaml`)
      writeFileSync(
        mapping,
        `name: ${given.name}\nplatform: ${given.name}\nzone: ${given.zone}\ncurrency: ${given.currency}\ntables:\n${tables.join('\n')}\n`,
      )
      const digest = async (env: Record<string, string>) =>
        figuresOf((await typedHere(['job', 'digest', '--slot', given.day], env)).out)
      const byHand = { DATA_DIR: join(dir, `${given.name}-by-hand`) }
      expect((await typedHere(['import', mapping, folder], byHand)).code).toBe(0)
      const proposed = { DATA_DIR: join(dir, `${given.name}-proposed`) }
      // the zone, the currency and yes: what is unsure of columns stays as it was proposed
      const answers = [given.zone, given.currency, 'yes']
      const ended = await floorwalker(['import', folder], proposed, dir, answers)
      expect({ code: ended.code, err: ended.err }).toMatchObject({ code: 0 })
      const figures = await digest(byHand)
      expect(figures.length).toBeGreaterThan(3)
      expect(await digest(proposed)).toEqual(figures)
    },
  )
})
