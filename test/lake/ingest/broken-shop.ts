import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { BuildReport } from '../../../src/lake/contract/lake.ts'
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
  type Malformed,
  malformed,
  NO_UTF8,
} from './malformed.ts'

type Table = 'order_lines' | 'orders' | 'sessions'
type Given = Readonly<Record<Table, Malformed<unknown>>>

export interface BrokenShop {
  readonly shop: Shop
  readonly given: Given
  readonly report: BuildReport
}

const PAGES = 7

/** A shop of `count` rows as they come: lines of orders from a file of CSV, orders from one of JSON, visits by pages. */
export async function brokenShop(count: number): Promise<BrokenShop> {
  const lines = malformed({ seed: 1, count: 0.45 * count, good: goodLine, ways: BROKEN_LINES })
  const orders = malformed({ seed: 2, count: 0.2 * count, good: goodOrder, ways: BROKEN_ORDERS })
  const sessions = malformed({ seed: 3, count: 0.35 * count, good: goodSession, ways: BROKEN_SESSIONS })
  const shop = await openShop()
  // a byte-order mark, and lines that end as on Windows
  const csv = [LINE_COLUMNS.join(','), ...lines.rows.map(csvLine)].join('\r\n')
  await landFile(shop, { table: 'order_lines', format: 'csv', text: `\ufeff${csv}\r\n` })
  const json = orders.rows.map((row) => (typeof row === 'string' ? row : JSON.stringify(row)))
  await landFile(shop, { table: 'orders', format: 'jsonl', text: json.join('\n') })
  for (const page of inParts(sessions.rows, Math.ceil(sessions.rows.length / PAGES)))
    await shop.lake.ingest({ ...rows('sessions', []), page: { kind: 'rows', rows: page } })
  return { shop, given: { order_lines: lines, orders, sessions }, report: await shop.lake.build() }
}

/** text as a file holds it, with one byte that is no UTF-8 for each that is to be none */
const bytes = (text: string) =>
  Buffer.concat(
    text.split(NO_UTF8).flatMap((part, i) => [...(i ? [Buffer.from([0xff])] : []), Buffer.from(part)]),
  )

async function landFile(
  { dir, lake }: Shop,
  { table, format, text }: { table: RawTableName; format: 'csv' | 'jsonl'; text: string },
): Promise<void> {
  const path = join(dir, `${table}.${format}`)
  await writeFile(path, bytes(text))
  const named =
    format === 'csv' ? LINE_COLUMNS : ['order_id', 'ordered_at', 'channel', 'status', 'delivered_at']
  const columns = {
    platform: { constant: 'nordmarkt' },
    ...Object.fromEntries(named.map((column) => [column, { from: column }])),
  }
  const page = { kind: 'file', path, format, columns } as const
  await lake.ingest({ source: table, table, id: table, zone: 'Europe/Berlin', currency: 'EUR', page })
}

export const brokenIn = ({ injected }: Malformed<unknown>) => sum(injected.values())

/** What the account of a table must say, by what was put in. */
export function accountDue(given: Malformed<unknown>) {
  const broken = brokenIn(given)
  const { rows, copies } = given
  return {
    rowsIn: rows.length,
    merged: copies,
    quarantined: broken,
    clean: rows.length - copies - broken,
    reasons: Object.fromEntries([...given.injected].sort()),
  }
}

/** What it says, its reasons in the words of what was put in. */
export function accountSaid({ given, report }: BrokenShop, table: Table): ReturnType<typeof accountDue> {
  const account = report.accounts.find((one) => one.table === table)
  if (!account) throw new Error(`no account of ${table}`)
  const found = new Map<string, number>()
  for (const { reason, rows } of account.reasons) {
    const known = [...given[table].injected.keys()].find((one) =>
      reason.replace('unreadable: ', '').startsWith(one),
    )
    found.set(known ?? reason, (found.get(known ?? reason) ?? 0) + rows)
  }
  const { rowsIn, clean, merged, quarantined } = account
  return { rowsIn, merged, quarantined, clean, reasons: Object.fromEntries([...found].sort()) }
}
