import { open } from 'node:fs/promises'
import { basename } from 'node:path'
import { type Column, readTable, type Table, textsOf } from '../../lake/ingest/read-table.ts'
import { Fault } from '../../lib/errors.ts'
import { plural } from '../../lib/text.ts'
import { secondsOf } from '../files/read-times.ts'

/** Who took what, when; users and items as codes in the order first seen. */
export interface Interactions {
  /** of the file */
  readonly rows: number
  readonly users: Uint32Array
  readonly items: Uint32Array
  /** seconds of the epoch; null without a column of times */
  readonly times: Float64Array | null
  readonly itemNames: readonly string[]
  readonly notes: readonly string[]
}

/** Columns by name, or by number (from 1) for a file without a line of names. */
export interface Wanted {
  readonly user: string
  readonly item: string
  readonly time: string | null
}

/** Rows without a user, an item or (where asked for) a time are left out and counted. */
export async function readInteractions(path: string, wanted: Wanted): Promise<Interactions> {
  const table = await tableOf(path, wanted)
  const users = textsOf(table, columnOf(table, wanted.user))
  const items = textsOf(table, columnOf(table, wanted.item))
  const times = wanted.time === null ? null : secondsOf(valuesOf(table, columnOf(table, wanted.time)))
  const kept: number[] = []
  for (let row = 0; row < table.rows; row++) {
    const isKnown = users[row] != null && items[row] != null && !(times && Number.isNaN(times[row]))
    if (isKnown) kept.push(row)
  }
  const left = table.rows - kept.length
  const [userCodes, itemCodes] = [coder(), coder()]
  return {
    rows: table.rows,
    users: Uint32Array.from(kept, (row) => userCodes.code(users[row] ?? '')),
    items: Uint32Array.from(kept, (row) => itemCodes.code(items[row] ?? '')),
    times: times && Float64Array.from(kept, (row) => times[row] ?? 0),
    itemNames: itemCodes.names,
    notes:
      left > 0
        ? [`${plural(left, 'row')} left out: a user, an item or a time is missing or unreadable.`]
        : [],
  }
}

function coder() {
  const codes = new Map<string, number>()
  const names: string[] = []
  return {
    names,
    code(name: string): number {
      const known = codes.get(name)
      if (known !== undefined) return known
      codes.set(name, names.length)
      names.push(name)
      return names.length - 1
    },
  }
}

async function tableOf(path: string, { user, item, time }: Wanted): Promise<Table> {
  const areNumbers = [user, item, ...(time === null ? [] : [time])].every((name) => /^\d+$/.test(name))
  if (!areNumbers || /\.(parquet|jsonl|ndjson)(\.gz)?$/i.test(path)) return readTable(path)
  const cells = await firstCells(path)
  const hasNames = cells.every((cell) => cell !== '' && Number.isNaN(Number(cell)))
  return readTable(path, hasNames ? {} : { header: cells.map((_, i) => String(i + 1)) })
}

async function firstCells(path: string): Promise<string[]> {
  const file = await open(path).catch(() => null)
  if (!file) throw new Fault(`There is no file ${path}.`, 'Check the path.')
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(65_536), 0, 65_536, 0)
    const [line = ''] = buffer.subarray(0, bytesRead).toString('utf8').split(/\r?\n/)
    const delimiter = [',', '\t', ';', '|'].find((one) => line.includes(one)) ?? ','
    return line.split(delimiter).map((cell) => cell.trim())
  } finally {
    await file.close()
  }
}

/** By its name, or the n-th where what was typed is a number and no column is called so. */
function columnOf(table: Table, typed: string): string {
  if (table.columns.has(typed) || !/^\d+$/.test(typed)) return typed
  const name = [...table.columns.keys()][Number(typed) - 1]
  if (name !== undefined) return name
  throw new Fault(
    `${basename(table.path)} has ${plural(table.columns.size, 'column')}, there is no column ${typed}.`,
    'Count from 1.',
  )
}

function valuesOf(table: Table, name: string): Column['values'] {
  return table.columns.get(name)?.values ?? textsOf(table, name)
}
