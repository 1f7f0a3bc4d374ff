import { mkdtempSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, vi } from 'vitest'
import { openShop, type Shop } from '../../lake/shop.ts'
import { type SheetCell, serial, workbook } from '../../support/zipped.ts'
import { broughtIn, linesMapping } from './brought-in.ts'

type Files = Readonly<Record<string, string | Buffer>>

/** What is delivered, what the mapping names of it and says beside, and its names for two columns. */
export type Read = readonly [string, Files, string, string?, string?, string?]

export type Refused = readonly [string, Files, string, RegExp]

export const NAMES: readonly SheetCell[] = ['order', 'line', 'sku', 'title', 'qty', 'price', 'at']
export const time = (iso: string, format = 'yyyy-mm-dd hh:mm:ss') => ({ number: serial(iso), format })
export const ROWS: readonly (readonly SheetCell[])[] = [
  [1, 1, 'A', 'Stuhl', 1, 1, time('2026-11-20T10:00:00')],
  [2, 1, 'B', 'Tisch, groß', 2, 2.5, time('2026-11-21T10:30:05')],
]
export const sheet = (rows = ROWS, names = NAMES) => ({ rows: [names, ...rows] })
export const at = (column: number, cells: readonly SheetCell[], row = 0) =>
  ROWS.map((cell, i) => (i === row ? cell.toSpliced(column, 1, ...cells) : cell))
export const CSV =
  'order,line,sku,title,qty,price,at\n1,1,A,Stuhl,1,1.00,2026-11-20 10:00:00\n2,1,B,"Tisch, groß",2,2.50,2026-11-21 10:30:05\n'
export const JSONL = ROWS.map((row) =>
  JSON.stringify(
    Object.fromEntries(
      NAMES.map((name, i) => [
        name,
        i === 6 ? ['2026-11-20 10:00:00', '2026-11-21 10:30:05'][row[0] === 1 ? 0 : 1] : row[i],
      ]),
    ),
  ),
).join('\n')
export const OTHER = 'note\nnothing here\n'

/** What comes in of all of them: the rows of the table, as the lake holds them. */
const WANTED = [
  ['1', 'A', 'Stuhl', 1, 1, '2026-11-20 10:00:00'],
  ['2', 'B', 'Tisch, groß', 2, 2.5, '2026-11-21 10:30:05'],
]

export const book = (rows = ROWS, names = NAMES) => workbook({ Orders: sheet(rows, names) })

const columns = (title = 'title', qty = 'qty') =>
  `order_id: order, line_id: line, product_id: sku, title: ${title}, quantity: ${qty}, unit_price: price, ordered_at: at`
const mapping = (files: string, more = '', title?: string, qty?: string) =>
  linesMapping('F', more, columns(title, qty)).replace('"F"', files)

/** A lake, and a place of its own for what is unpacked: nothing may be left there. */
export async function openPacked() {
  const shop: Shop = await openShop()
  const place = mkdtempSync(join(shop.dir, 'tmp-'))
  vi.stubEnv('TMPDIR', place)
  return {
    shop,
    async comesIn([, files, named, more, title, qty]: Read) {
      const { rows, error } = await broughtIn(shop, files, mapping(named, more, title, qty))
      expect(error).toBeNull()
      const given = rows.map((row) => [
        row.order_id,
        row.product_id,
        row.title?.trim(),
        Number(row.quantity),
        Number(row.unit_price),
        row.ordered_at,
      ])
      expect(given).toEqual(WANTED)
      expect(readdirSync(place)).toEqual([])
    },
    async isRefused([, files, named, says]: Refused) {
      const { rows, error } = await broughtIn(shop, files, mapping(named))
      expect(error).toMatch(says)
      expect(error).not.toContain('floorwalker-unpacked')
      expect(rows).toEqual([])
      expect(readdirSync(place)).toEqual([])
    },
    async close() {
      vi.unstubAllEnvs()
      await shop.remove()
    },
  }
}
