import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { recordsOf } from '../../../src/lake/ingest/csv-head.ts'
import { mappingText, propose } from '../../../src/sources/files/propose/propose.ts'
import { sharedData } from '../../support/shared-data.ts'

let dir = ''
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'propose-'))
})
afterAll(() => rmSync(dir, { recursive: true, force: true }))

/** The columns of a file in another order, under other names, split by semicolons. */
function disguised(
  text: string,
  titles: Readonly<Record<string, string>>,
  order: (n: number) => number[],
): string {
  const [head = [], ...rows] = recordsOf(text, ',', 1_000_000)
  const places = order(head.length)
  const write = (cells: readonly string[]) =>
    places.map((i) => `"${(cells[i] ?? '').replaceAll('"', '""')}"`).join(';')
  return [head.map((name) => titles[name] ?? name), ...rows].map(write).join('\n')
}

const backwards = (n: number) => Array.from({ length: n }, (_, i) => n - 1 - i)
const rotated = (n: number) => Array.from({ length: n }, (_, i) => (i + 3) % n)

const olist = sharedData('olist')
const retail = sharedData('online-retail')

/** What each disguised file is, by the titles of the export. */
const OLIST = [
  [
    'zz.csv',
    'olist_orders_dataset.csv',
    'orders',
    {
      order_id: 'order_id',
      ordered_at: 'order_purchase_timestamp',
      customer_id: 'customer_id',
      status: 'order_status',
    },
  ],
  [
    'aa.csv',
    'olist_order_items_dataset.csv',
    'order_lines',
    {
      order_id: 'order_id',
      line_id: 'order_item_id',
      product_id: 'product_id',
      merchant_id: 'seller_id',
      unit_price: 'price',
    },
  ],
  ['mm.csv', 'olist_sellers_dataset.csv', 'merchants', { merchant_id: 'seller_id' }],
] as const

describe('a folder of files that nobody has described', () => {
  it.skipIf(!olist).each([
    ['under names that say nothing', () => ({}), true],
    ['in their own words, backwards', () => ({}), false],
  ] as const)('is recognised: %s', { timeout: 240_000 }, async (kind, _, isBlank) => {
    const folder = join(dir, kind.replaceAll(' ', '-'))
    mkdirSync(folder)
    const blank = new Map<string, Record<string, string>>()
    for (const [file, source] of OLIST) {
      const text = readFileSync(join(olist ?? '', source), 'utf8')
      const titles = Object.fromEntries(
        (recordsOf(text, ',', 1)[0] ?? []).map((title, i) => [title, isBlank ? `f${i + 1}` : title]),
      )
      blank.set(file, titles)
      writeFileSync(join(folder, file), disguised(text, titles, isBlank ? rotated : backwards))
    }
    const found = await propose(folder, new AbortController().signal)
    expect(found.left).toEqual([])
    expect(found.hint).toEqual({ zone: 'America/Sao_Paulo', currency: 'BRL' })
    for (const [file, , table, columns] of OLIST) {
      const mine = found.assigned.find((one) => one.file === file)
      expect(mine?.table).toBe(table)
      for (const [column, title] of Object.entries(columns))
        expect([file, column, mine?.columns.get(column)]).toEqual([file, column, blank.get(file)?.[title]])
    }
    // what is asked is at most the zone, the currency, two columns and whether to import
    expect(found.assigned.flatMap(({ unsure }) => unsure).length).toBeLessThanOrEqual(2)
    const said = { zone: 'America/Sao_Paulo', currency: 'BRL', written: new Map(), instead: new Map() }
    expect(mappingText(found, said)).toContain('quantity:\n        constant: "1"')
  })

  it.skipIf(!retail)('invoice lines alone, in German words', { timeout: 240_000 }, async () => {
    const [file = ''] = ['online_retail_2010-12_2011-12.csv.gz']
    const text = gunzipSync(readFileSync(join(retail ?? '', file))).toString('utf8')
    const part = text.split('\n').slice(0, 20_001).join('\n')
    const titles = {
      InvoiceNo: 'Rechnungsnummer',
      StockCode: 'Artikelnr',
      Description: 'Bezeichnung',
      Quantity: 'Menge',
      InvoiceDate: 'Rechnungsdatum',
      UnitPrice: 'Einzelpreis',
      CustomerID: 'Kundennummer',
      Country: 'Land',
    }
    const folder = join(dir, 'retail')
    mkdirSync(folder)
    writeFileSync(join(folder, 'export 1.csv'), disguised(part, titles, rotated))
    const found = await propose(folder, new AbortController().signal)
    expect(found.hint).toEqual({ zone: 'Europe/London', currency: 'GBP' })
    expect(found.assigned.map(({ table, columns }) => [table, Object.fromEntries(columns)])).toEqual([
      [
        'order_lines',
        {
          order_id: 'Rechnungsnummer',
          product_id: 'Artikelnr',
          title: 'Bezeichnung',
          quantity: 'Menge',
          ordered_at: 'Rechnungsdatum',
          unit_price: 'Einzelpreis',
          customer_id: 'Kundennummer',
          region: 'Land',
        },
      ],
    ])
    const said = { zone: 'Europe/London', currency: 'GBP', written: new Map(), instead: new Map() }
    expect(mappingText(found, said)).toMatch(/key: none[\s\S]*code_digits:\n {8}constant: "5"/)
  })
})
