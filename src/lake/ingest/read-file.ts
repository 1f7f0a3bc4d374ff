import { open, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { createGunzip } from 'node:zlib'
import { Fault, messageOf } from '../../lib/errors.ts'
import type { ColumnFrom, FilePage } from '../contract/lake.ts'
import { name, type Session, text } from '../engine/duckdb.ts'
import { asWritten, type Given } from './as-written.ts'
import { decoderOf } from './charset.ts'
import { type CsvHead, columnNamed, csvHead } from './csv-head.ts'
import { madeOf } from './made-of.ts'
import { jsonPaths, jsonReader } from './read-json.ts'
import { IGNORING, missing, nothingIn, REJECTED, type Reader, STORING } from './reader.ts'

/** How a file is read: `sql` gives the raw columns and `_row`, then `refused` gives line, reason and text of the rest. */
export interface Reading {
  readonly sql: string
  readonly refused: string
}

const NOTHING_REFUSED = "select 0 as line, '' as reason, '' as text where false"

/** Into which table the file goes, and what holds where a row says nothing. */
export interface Into {
  readonly table: string
  readonly columns: readonly string[]
  readonly zone: string
  readonly currency: string
}

export async function readingOf(session: Session, page: FilePage, into: Into): Promise<Reading> {
  await mustExist(page.path)
  const reader = await readerOf(session, page)
  const joins: string[] = []
  const given: Given[] = []
  for (const column of into.columns) {
    const from = page.columns[column]
    if (!from) continue
    const value = await columnFrom(from, reader, joins, page)
    const isPlain = 'from' in from && !from.lookup && !from.and && !from.map
    const typedWhere = isPlain ? reader.typedWhere(from.from) : null
    given.push({ column, value, from, typedWhere })
  }
  const asGiven = new Map(given.map(({ column, value }) => [column, value]))
  const fromFile = given.filter(({ from }) => 'from' in from && !from.lookup)
  const read = await asWritten(session, fromFile, { ...into, page, rows: reader.again })
  const shown = into.columns.map((column) => {
    return `${read.get(column) ?? asGiven.get(column) ?? 'cast(null as varchar)'} as ${name(column)}`
  })
  const told = into.columns.map((column) =>
    asGiven.has(column) || read.has(column) ? `${withoutNul(name(column))} as ${name(column)}` : name(column),
  )
  return {
    // in two steps: what names a long expression thrice has the engine work it out thrice
    sql: `select ${told.join(', ')}, _row from (
      select ${shown.join(', ')}, f._row from (${reader.sql}) f ${joins.join(' ')} ${whereOf(page, reader)})`,
    refused: reader.refused,
  }
}

interface Looked {
  readonly sql: string
  readonly columns: readonly { readonly title: string; readonly value: string }[]
  /** of JSON: lists within the rows whose elements may be rows of another table */
  readonly lists: readonly string[]
}

/** Every column of a file by its title, for a look at it before anything is mapped. */
export async function columnsOf(session: Session, page: FilePage): Promise<Looked> {
  await mustExist(page.path)
  const reader = await readerOf(session, page)
  const isJson =
    page.format === 'json' ||
    page.format === 'jsonl' ||
    (page.format === 'parquet' && (await isNested(session, page)))
  const paths = isJson ? await jsonPaths(session, reader.again) : { values: reader.titles, lists: [] }
  const outer = isJson && page.each ? await jsonPaths(session, reader.again, 'outer_line') : { values: [] }
  const titles = [...paths.values, ...outer.values.map((path) => `../${path}`)]
  const columns = titles.map((title) => ({ title, value: reader.value(title) }))
  return { sql: reader.again, columns, lists: page.each ? [] : paths.lists }
}

function whereOf({ where = {} }: FilePage, reader: Reader): string {
  const conditions = Object.entries(where).map(([column, { is, isNot }]) => {
    const value = `coalesce(trim(${reader.value(column)}), '')`
    return `${value} ${isNot ? 'not in' : 'in'} (${is.map(text).join(', ')})`
  })
  return conditions.length === 0 ? '' : `where ${conditions.join(' and ')}`
}

/** No database keeps a NUL. To look for one is far cheaper than to replace none. */
const withoutNul = (value: string) =>
  `case when contains(${value}, chr(0)) then replace(${value}, chr(0), '\ufffd') else ${value} end`

async function columnFrom(
  from: ColumnFrom,
  reader: Reader,
  joins: string[],
  page: FilePage,
): Promise<string> {
  if ('constant' in from) return text(from.constant)
  const own = madeOf(from, reader)
  if (!from.lookup) return own
  const { path, key, value } = from.lookup
  await mustExist(path)
  const other: FilePage = {
    kind: 'file',
    path,
    format: 'csv',
    columns: {},
    ...(page.charset && { charset: page.charset }),
  }
  const head = await headOf(other)
  const [k, v] = [name(mustName(path, head, key)), name(mustName(path, head, value))]
  const alias = `l${joins.length}`
  joins.push(
    `left join (select ${k} as k, any_value(${v}) as v from ${csv(other, head, IGNORING)} group by ${k}) ${alias}
       on ${alias}.k = ${own}`,
  )
  return `${alias}.v`
}

async function readerOf(session: Session, page: FilePage): Promise<Reader> {
  if (page.format === 'csv') return csvReader(session, page)
  return page.format === 'parquet' && !(await isNested(session, page))
    ? parquetReader(session, page)
    : jsonReader(session, page)
}

/** Its columns hold objects or lists, and some of what is mapped lies in them; in a look at the file all of it is. */
async function isNested(session: Session, page: FilePage): Promise<boolean> {
  const mapped = Object.values(page.columns).flatMap((from) => ('from' in from ? [from.from] : []))
  if (page.each !== undefined) return true
  if (mapped.length > 0 && !mapped.some((title) => title.includes('.'))) return false
  const columns = await schemaOf(session, page)
  if (
    mapped.some((title) => title.includes('.') && columns.every(({ column_name: known }) => known !== title))
  )
    return true
  return mapped.length === 0 && columns.some(({ column_type: type }) => /STRUCT|\[\]|MAP/.test(type))
}

async function csvReader(session: Session, page: FilePage): Promise<Reader> {
  const head = await headOf(page)
  await session.run('set global preserve_insertion_order = true')
  return {
    sql: `select *, row_number() over () as _row from ${csv(page, head, STORING)}`,
    again: `select * from ${csv(page, head, IGNORING)}`,
    typedWhere: () => null,
    titles: head.names,
    refused: REJECTED,
    value: (column) => `f.${name(mustName(page.path, head, column))}`,
  }
}

function csv(page: FilePage, { names, delimiter, skip }: CsvHead, rejects: string): string {
  const types = names.map((column) => `${name(column)}: 'varchar'`).join(', ')
  return `read_csv(${text(page.path)}, auto_detect = false, header = ${page.header === undefined}, delim = ${text(delimiter)},
    ${skip > 0 ? `skip = ${skip}, ` : ''}quote = '"', escape = '"', nullstr = '', columns = {${types}},
    encoding = ${text(page.charset ?? 'utf-8')}, ${rejects})`
}

function schemaOf(session: Session, page: FilePage) {
  return session
    .query<{ column_name: string; column_type: string }>(
      `describe select * from read_parquet(${text(page.path)})`,
    )
    .catch((error: unknown) => {
      throw new Fault(`${page.path} is no readable Parquet file: ${messageOf(error)}.`, 'Export it again.')
    })
}

async function parquetReader(session: Session, page: FilePage): Promise<Reader> {
  const columns = await schemaOf(session, page)
  await session.run('set global preserve_insertion_order = true')
  const names = columns.map((column) => column.column_name)
  const counts = columns
    .filter(({ column_type: type }) => /INT|DOUBLE|DECIMAL/.test(type))
    .map((column) => column.column_name)
  const texts = columns
    .filter(({ column_type: type }) => type === 'VARCHAR')
    .map((column) => column.column_name)
  return {
    // the file knows its rows' places: to count them would take one thread
    sql: names.some((column) => column.toLowerCase() === 'file_row_number')
      ? `select *, row_number() over () as _row from read_parquet(${text(page.path)})`
      : `select *, file_row_number + 1 as _row from read_parquet(${text(page.path)}, file_row_number = true)`,
    refused: NOTHING_REFUSED,
    titles: names,
    again: `select * from read_parquet(${text(page.path)})`,
    // a whole number may count the seconds, milliseconds or days of a time
    typedWhere: (column) => (counts.includes(column) ? 'not false' : texts.includes(column) ? null : 'true'),
    value: (column) => {
      if (!names.includes(column)) throw missing(page.path, column, names)
      return `cast(f.${name(column)} as varchar)`
    },
  }
}

/** The header is read here, not guessed by the engine: a dirty file must not change how it is taken apart. */
export async function headOf(page: FilePage): Promise<CsvHead> {
  const head = decoderOf(page.charset).decode(await firstBytes(page.path), { stream: true })
  if (head.trim() === '') throw nothingIn(page.path)
  return csvHead(head, {
    ...page,
    ...(/\.tsv(\.gz)?$/i.test(page.path) && { delimiter: page.delimiter ?? '\t' }),
  })
}

/** The name by which rows are read of a column that the mapping calls so, or a fault. */
export function mustName(path: string, head: Pick<CsvHead, 'titles' | 'names'>, column: string): string {
  const found = columnNamed(head, column)
  if (typeof found === 'string') return found
  if (found === null) throw missing(path, column, head.names)
  throw new Fault(
    `${basename(path)} has ${found.twice.length} columns called "${column}" (columns ${found.twice.join(' and ')}).`,
    'Name them apart in the file; one that the mapping does not name may be there twice.',
  )
}

async function firstBytes(path: string): Promise<Buffer> {
  const handle = await open(path)
  try {
    const stream = handle.createReadStream({ end: 65_535 })
    const chunks: Buffer[] = []
    const source = path.endsWith('.gz') ? stream.pipe(createGunzip()) : stream
    try {
      for await (const chunk of source) chunks.push(Buffer.from(chunk))
    } catch (error) {
      // the first bytes of a gzip file end in the middle of it: what came before is enough
      if (chunks.length === 0)
        throw new Fault(`${path} cannot be unpacked: ${messageOf(error)}.`, 'Fetch it again.')
    }
    return Buffer.concat(chunks)
  } finally {
    await handle.close().catch(() => undefined)
  }
}

async function mustExist(path: string): Promise<void> {
  const found = await stat(path).catch(() => null)
  if (!found?.isFile()) throw new Fault(`There is no file ${path}.`, 'Check the path in the mapping.')
  if (found.size === 0) throw nothingIn(path)
}
