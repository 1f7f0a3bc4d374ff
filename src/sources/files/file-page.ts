import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { ColumnFrom, FilePage } from '../../lake/contract/lake.ts'
import { csvHead } from '../../lake/ingest/csv-head.ts'
import { mustName } from '../../lake/ingest/read-file.ts'
import { Fault } from '../../lib/errors.ts'
import { checkHeader, inspect } from './inspect.ts'
import type { ColumnMapping, FilesMapping } from './mapping.ts'
import type { Opened } from './packed/folder.ts'

/** How the engine is to read a file of a mapping, by what the mapping says and the file shows. */
export async function filePage(
  { feed, dir, platform }: { readonly feed: FilesMapping; readonly dir: string; readonly platform: string },
  { path, sheet }: Pick<Opened, 'path' | 'sheet'>,
  signal: AbortSignal,
): Promise<FilePage> {
  const columns: Record<string, ColumnFrom> = { platform: { constant: platform } }
  for (const [column, from] of Object.entries(feed.columns)) columns[column] = columnFrom(from, dir)
  const written = writtenAs(feed)
  const named = Object.values(columns).flatMap((from) =>
    'from' in from ? [from.from, ...(from.and ? [from.and] : [])] : [],
  )
  const wanted = [...new Set(named)]
  if (sheet) {
    checkHeader(path, sheet, wanted)
    const byName = Object.entries(columns).map(([column, from]) => [column, inSheet(path, sheet, from)])
    return {
      kind: 'file',
      path,
      format: 'jsonl',
      charset: 'utf-8',
      columns: Object.fromEntries(byName),
      ...written,
    }
  }
  const format = feed.format ?? formatOf(path)
  const nested = { ...(feed.rows && { rows: feed.rows }), ...(feed.each && { each: feed.each }) }
  if (format === 'parquet') return { kind: 'file', path, format, columns, ...written, ...nested }
  const { charset, head } = await inspect(path, feed.charset, signal)
  if (format === 'jsonl' || format === 'json') {
    const kind =
      feed.format ?? (/\.json(\.gz)?$/i.test(path) && !(feed.each && !feed.rows) ? jsonKind(head) : format)
    return { kind: 'file', path, format: kind, charset, columns, ...written, ...nested }
  }
  const said = {
    ...(feed.delimiter && { delimiter: feed.delimiter }),
    ...(feed.skip !== undefined && { skip: feed.skip }),
    ...(feed.header && { header: feed.header }),
  }
  const found = csvHead(head, said)
  checkHeader(path, found, wanted)
  return { kind: 'file', path, format, charset, columns, ...written, ...said, delimiter: found.delimiter }
}

/** A title of a sheet stands in its rows as a name on one line, and no two are alike. */
function inSheet(path: string, sheet: NonNullable<Opened['sheet']>, from: ColumnFrom): ColumnFrom {
  if (!('from' in from)) return from
  const named = (title: string) => mustName(path, sheet, title)
  return { ...from, from: named(from.from), ...(from.and && { and: named(from.and) }) }
}

/** How times and numbers are written, as far as it is said. */
function writtenAs(said: Partial<Pick<FilesMapping, 'time' | 'decimal'>>) {
  return { ...(said.time && { time: said.time }), ...(said.decimal && { decimal: said.decimal }) }
}

function columnFrom(mapped: ColumnMapping, dir: string): ColumnFrom {
  if ('constant' in mapped) return mapped
  const { from, and, map, lookup } = mapped
  const made = { from, ...(and && { and }), ...(map && { map }) }
  if (!lookup) return { ...made, ...writtenAs(mapped) }
  const { file, key, value } = lookup
  const path = join(dir, file)
  if (!existsSync(path))
    throw new Fault(`${path}, which ${from} is looked up in, is not there.`, 'Put it there.')
  return { ...made, lookup: { path, key, value } }
}

function formatOf(path: string): FilePage['format'] {
  if (/\.parquet$/i.test(path)) return 'parquet'
  return /\.(jsonl|ndjson|json)(\.gz)?$/i.test(path) ? 'jsonl' : 'csv'
}

/** Tools call either of them .json: a list, or an object over several lines, is one document. */
function jsonKind(head: string): 'json' | 'jsonl' {
  const [first = '', second] = head
    .replace(/^\ufeff/, '')
    .trimStart()
    .split(/\r?\n/)
  if (!first.startsWith('{')) return first.startsWith('[') ? 'json' : 'jsonl'
  if (second?.trimStart().startsWith('{') && first.trimEnd().endsWith('}')) return 'jsonl'
  try {
    const only: unknown = JSON.parse(first)
    const holdsLists = typeof only === 'object' && only !== null && Object.values(only).some(Array.isArray)
    // one line: a document with its list, or one row
    return holdsLists && (second ?? '').trim() === '' ? 'json' : 'jsonl'
  } catch {
    return first.trimEnd().endsWith('}') ? 'jsonl' : 'json'
  }
}
