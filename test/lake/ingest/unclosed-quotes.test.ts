import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { FilePage } from '../../../src/lake/contract/lake.ts'
import { openShop, type Shop } from '../shop.ts'

const COLUMNS = ['platform', 'order_id', 'ordered_at', 'status', 'region']
const line = (id: number, status = 'new', region = 'Köln') =>
  `nordmarkt,${id},2026-11-20 10:00:00,${status},${region}\n`
const BROKEN = [3, 4, 5, 9000, 40_000]
/** each open quote would take all up to the next quote along: hundreds of rows, or the rest of the file */
const TEXT = [
  `${COLUMNS.join(',')}\n`,
  ...Array.from({ length: 50_000 }, (_, i) =>
    BROKEN.includes(i) ? line(i, '"open') : i === 8000 || i === 45_000 ? line(i, '"two\nlines"') : line(i),
  ),
].join('')
const mixed = TEXT.split('\n').map((one, i) => one + (i % 1000 ? '\n' : '\r\n'))

describe('a line that opens a quote and never closes it', () => {
  let shop: Shop
  beforeAll(async () => {
    shop = await openShop()
  })
  afterAll(() => shop.remove())

  it.each<[string, Buffer, Partial<FilePage>]>([
    ['plain', Buffer.from(TEXT), {}],
    [
      'with the line ends of Windows and a byte-order mark',
      Buffer.from(`\ufeff${TEXT.replaceAll('\n', '\r\n')}`),
      {},
    ],
    ['with line ends of both kinds', Buffer.from(mixed.join('').replace(/\r?\n$/, '')), {}],
    ['in Latin-1', Buffer.from(TEXT, 'latin1'), { charset: 'latin-1' }],
    ['in UTF-16', Buffer.from(`\ufeff${TEXT}`, 'utf16le'), { charset: 'utf-16' }],
    ['packed', gzipSync(TEXT), {}],
  ])('is refused alone in a file %s', async (kind, bytes, how) => {
    const path = join(shop.dir, `orders.csv${kind === 'packed' ? '.gz' : ''}`)
    await writeFile(path, bytes)
    const columns = Object.fromEntries(COLUMNS.map((column) => [column, { from: column }]))
    const page: FilePage = { kind: 'file', format: 'csv', path, columns, ...how }
    const batch = {
      source: 'files',
      table: 'orders',
      id: kind,
      zone: 'Europe/Berlin',
      currency: 'EUR',
      page,
    } as const
    const landed = await shop.lake.ingest(batch)
    expect(landed.rows).toBe(50_000 - BROKEN.length)
    expect(landed.rejected.map(({ reason, text }) => [reason, text]).sort()).toEqual(
      BROKEN.map((id) => ['a quote that is not closed', line(id, '"open').trimEnd()]).sort(),
    )
    const all = await shop.lake.query<{ rows: number; ids: number; regions: string; broken: number }>(
      `select count(*) as "rows", count(distinct order_id) as ids, max(region) as regions,
         count(*) filter (where contains(status, chr(10))) as broken from raw_orders where _batch = $kind`,
      { kind },
    )
    const rows = 50_000 - BROKEN.length
    expect(all).toEqual([{ rows, ids: rows, regions: 'Köln', broken: 2 }])
  })
})
