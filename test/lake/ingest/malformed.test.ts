import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Account, BuildReport } from '../../../src/lake/contract/lake.ts'
import type { RawTableName } from '../../../src/lake/contract/schema.ts'
import { inParts } from '../../../src/lib/group.ts'
import { sum } from '../../../src/lib/sum.ts'
import { openShop, rows, type Shop } from '../shop.ts'
import {
  BROKEN_LINES,
  BROKEN_ORDERS,
  BROKEN_SESSIONS,
  csvLine,
  goodLine,
  goodOrder,
  goodSession,
  LINE_COLUMNS,
  malformed,
  NO_UTF8,
} from './malformed.ts'

const LINES = malformed({ seed: 1, count: 450_000, good: goodLine, ways: BROKEN_LINES })
const ORDERS = malformed({ seed: 2, count: 200_000, good: goodOrder, ways: BROKEN_ORDERS })
const SESSIONS = malformed({ seed: 3, count: 350_000, good: goodSession, ways: BROKEN_SESSIONS })
const ALL = { order_lines: LINES, orders: ORDERS, sessions: SESSIONS }
const PAGE = 50_000

/** text as a file holds it, with one byte that is no UTF-8 for each that is to be none */
const bytes = (text: string) =>
  Buffer.concat(
    text.split(NO_UTF8).flatMap((part, i) => [...(i ? [Buffer.from([0xff])] : []), Buffer.from(part)]),
  )

describe('a million rows of which one in twenty is broken', () => {
  let shop: Shop
  let report: BuildReport
  beforeAll(async () => {
    shop = await openShop()
    const head = LINE_COLUMNS.join(',')
    // a byte-order mark, and lines that end as on Windows
    await landFile('order_lines', 'csv', `\ufeff${[head, ...LINES.rows.map(csvLine)].join('\r\n')}\r\n`)
    const json = ORDERS.rows.map((row) => (typeof row === 'string' ? row : JSON.stringify(row)))
    await landFile('orders', 'jsonl', json.join('\n'))
    for (const page of inParts(SESSIONS.rows, PAGE)) {
      const { lake } = shop
      const batch = rows('sessions', [])
      await lake.ingest({ ...batch, page: { kind: 'rows', rows: page } })
    }
    report = await shop.lake.build()
  }, 240_000)
  afterAll(() => shop.remove())

  async function landFile(table: RawTableName, format: 'csv' | 'jsonl', text: string) {
    const path = join(shop.dir, `${table}.${format}`)
    await writeFile(path, bytes(text))
    const named =
      format === 'csv' ? LINE_COLUMNS : ['order_id', 'ordered_at', 'channel', 'status', 'delivered_at']
    const columns = {
      platform: { constant: 'nordmarkt' },
      ...Object.fromEntries(named.map((column) => [column, { from: column }])),
    }
    const page = { kind: 'file', path, format, columns } as const
    await shop.lake.ingest({ source: table, table, id: table, zone: 'Europe/Berlin', currency: 'EUR', page })
  }
  const accountOf = (table: string): Account => {
    const found = report.accounts.find((account) => account.table === table)
    if (!found) throw new Error(`no account of ${table}`)
    return found
  }

  it('is a million rows, and fifty thousand of them are broken', () => {
    expect(sum(Object.values(ALL).map(({ rows }) => rows.length))).toBe(1_000_000)
    const broken = sum(Object.values(ALL).flatMap(({ injected }) => [...injected.values()]))
    expect(broken).toBeGreaterThan(48_000)
    expect(broken).toBeLessThan(52_000)
  })

  it.each(Object.entries(ALL))(
    'counts every row of %s: as many are refused as were broken, the copies merged',
    (table, { rows, injected, copies }) => {
      expect(report.failed).toEqual([])
      const { rowsIn, clean, merged, quarantined } = accountOf(table)
      const broken = sum(injected.values())
      expect({ rowsIn, merged, quarantined, clean }).toEqual({
        rowsIn: rows.length,
        merged: copies,
        quarantined: broken,
        clean: rows.length - copies - broken,
      })
    },
  )

  it.each(Object.entries(ALL))('refuses each row of %s for what it was broken by', (table, { injected }) => {
    const found = new Map<string, number>()
    for (const { reason, rows } of accountOf(table).reasons) {
      const known = [...injected.keys()].find((one) => reason.replace('unreadable: ', '').startsWith(one))
      const name = known ?? reason
      found.set(name, (found.get(name) ?? 0) + rows)
    }
    expect(Object.fromEntries([...found].sort())).toEqual(Object.fromEntries([...injected].sort()))
  })

  it('keeps the text of every refused row', async () => {
    const [kept] = await shop.lake.query<{ rows: number; without: number }>(
      "select count(*) as rows, count(*) filter (where coalesce(raw, '') = '') as without from quarantine",
    )
    const broken = sum(Object.values(ALL).flatMap(({ injected }) => [...injected.values()]))
    expect(kept).toEqual({ rows: broken, without: 0 })
  })

  it('takes in what is only odd: quotes, line breaks in them, other alphabets, offsets, half a character', async () => {
    expect(await shop.lake.query('select distinct title from clean_order_lines order by title')).toEqual(
      ['Größe – ½ 你好', 'a "quote"', 'a, comma', 'plain', 'spaces around', 'two\nlines'].map((title) => ({
        title,
      })),
    )
    expect(await shop.lake.query('select distinct region from clean_sessions order by region')).toEqual([
      { region: 'north' },
      { region: 'n\ufffdo\ufffd' },
    ])
  })
})
