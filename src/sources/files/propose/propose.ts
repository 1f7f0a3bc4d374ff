import { tmpdir } from 'node:os'
import { basename } from 'node:path'
import { stringify } from 'yaml'
import type { FilePage } from '../../../lake/contract/lake.ts'
import { explain, Fault } from '../../../lib/errors.ts'
import type { ProposedTable } from '../../connector.ts'
import { filePage } from '../file-page.ts'
import { type Entry, folderAt, isReadable, type Opened, openEntry, release } from '../packed/folder.ts'
import { type Assigned, assignAll } from './assign.ts'
import { hintOf } from './hints.ts'
import { look } from './look.ts'
import { isKey, isNameLike, type SeenFile } from './seen.ts'

/** What a folder of files is taken for, and what could not be seen. */
export interface Proposal {
  readonly name: string
  readonly seen: readonly SeenFile[]
  readonly assigned: readonly Assigned[]
  /** files that are like no table, or cannot be read, with the reason */
  readonly left: readonly { readonly file: string; readonly because: string }[]
  readonly hint: { readonly zone: string; readonly currency: string } | null
}

/** Looks at every file of the folder, packed ones too, and says which table it fills, column by column. */
export async function propose(dir: string, signal: AbortSignal): Promise<Proposal> {
  const { entries, faults } = await folderAt(dir, signal)
  const left = [...faults].map(([file, fault]) => ({ file, because: explain(fault) }))
  const opened = new Map<string, Opened>()
  try {
    const pages = await pagesOf(dir, { entries, opened, left }, signal)
    return await proposalOf(dir, pages, left)
  } finally {
    for (const one of opened.values()) release(one)
  }
}

type Left = { file: string; because: string }[]

async function pagesOf(
  dir: string,
  {
    entries,
    opened,
    left,
  }: { readonly entries: readonly Entry[]; readonly opened: Map<string, Opened>; readonly left: Left },
  signal: AbortSignal,
): Promise<ReadonlyMap<string, FilePage>> {
  const pages = new Map<string, FilePage>()
  for (const entry of entries) {
    const { name } = entry
    const because = notReadAs(entry)
    if (because !== null) {
      if (because !== '') left.push({ file: name, because })
      continue
    }
    const feed = { files: [name], columns: {}, table: 'orders' as const }
    try {
      const file = await openEntry(dir, entry, {}, signal)
      opened.set(name, file)
      if (file.sheet?.rows === 0) left.push({ file: name, because: 'it has no rows' })
      else pages.set(name, await filePage({ feed, dir, platform: '' }, file, signal))
    } catch (error) {
      signal.throwIfAborted()
      left.push({ file: name, because: explain(error) })
    }
  }
  if (pages.size === 0)
    throw new Fault(
      `No file in ${dir} can be read.${left.map(({ file, because }) => ` ${file}: ${because}`).join('')}`,
      'Put CSV, JSON, Excel or Parquet files there.',
    )
  return pages
}

/** Null where it is read, nothing where it is no table at all: a picture, a note. */
function notReadAs({ name, sheet, isHidden }: Entry): string | null {
  if (isHidden) return 'the sheet is hidden; name it in the mapping if it is wanted'
  if (sheet !== null || isReadable(name)) return null
  if (/\.(xls|xlsb|ods|numbers)$/i.test(name))
    return 'it is another kind of workbook; save it as .xlsx or CSV'
  return /\.(zip|rar|7z|tar|tgz|tar\.gz)$/i.test(name) ? 'it is an archive that is not opened; unpack it' : ''
}

async function proposalOf(dir: string, pages: ReadonlyMap<string, FilePage>, left: Left): Promise<Proposal> {
  const seen = await look(pages, tmpdir())
  const assigned = assignAll(seen)
  for (const { file, each } of seen)
    if (each === null && !assigned.some((one) => one.file === file))
      left.push({ file, because: 'it is like no table' })
  const name =
    basename(dir)
      .toLowerCase()
      .replace(/[^a-z0-9._-]+/g, '-')
      .replace(/^[^a-z0-9]+/, '') || 'shop'
  return { name, seen, assigned, left, hint: hintOf(seen) }
}

/** What is said of a table's times and numbers, when the files do not show it. */
export interface Said {
  readonly zone: string
  readonly currency: string
  /** file -> how its times and numbers are written */
  readonly written: ReadonlyMap<string, { readonly time?: string; readonly decimal?: string }>
  /** `file/raw column` -> another column of the file than the one that was proposed */
  readonly instead: ReadonlyMap<string, string>
}

/** The mapping as a file that people read and change. */
export function mappingText({ name, assigned, seen }: Proposal, said: Said): string {
  const tables: Record<string, unknown> = {}
  for (const one of assigned) {
    const file = seen.find(({ file }) => file === one.file)
    const entry = entryOf(one, file, said)
    const before = tables[one.table]
    tables[one.table] = before === undefined ? entry : [before, entry].flat()
  }
  const { zone, currency } = said
  return `# Proposed from the files of a folder: correct what is wrong, then import with this file.\n${stringify(
    { name, platform: name, zone, currency, tables },
    { lineWidth: 120 },
  )}`
}

/** What is mapped of each table, for sources that are no files. */
export function proposedTables({ assigned, seen }: Proposal, said: Said): readonly ProposedTable[] {
  return assigned.map((one) => {
    const file = seen.find(({ file }) => file === one.file)
    const columns = file?.columns ?? []
    const mapped = [...one.columns.values()]
    const mappedFirst = (names: readonly string[]) =>
      names.toSorted((a, b) => Number(mapped.includes(b)) - Number(mapped.includes(a)))
    return {
      table: one.table,
      of: (file?.files[0] ?? one.file).replace(/\.jsonl$/, ''),
      each: file?.each ?? null,
      columns: columnsOf(one, file, said),
      keys: mappedFirst(
        columns.filter((column) => file && isKey(column, file) && isNameLike(column)).map(({ name }) => name),
      ),
      times: mappedFirst(
        columns.filter(({ times, filled }) => times > 0.9 && filled === file?.rows).map(({ name }) => name),
      ),
    }
  })
}

function columnsOf(one: Assigned, file: SeenFile | undefined, said: Said): Record<string, unknown> {
  const columns: Record<string, unknown> = {}
  for (const [column, title] of one.columns)
    columns[column] = said.instead.get(`${one.file}/${column}`) ?? title
  const hasLines = one.table === 'order_lines'
  if (hasLines && !one.columns.has('quantity')) columns.quantity = { constant: '1' }
  const codes = file?.columns.find(({ name }) => name === columns.product_id)
  if (hasLines && codes && codes.digits >= 4 && codes.shortest < codes.digits)
    columns.code_digits = { constant: String(codes.digits) }
  return columns
}

function entryOf(one: Assigned, file: SeenFile | undefined, said: Said): Record<string, unknown> {
  const hasNoKey =
    (one.table === 'order_lines' && !one.columns.has('line_id')) ||
    (one.table === 'payments' && !one.columns.has('payment_id'))
  const [first = one.file, ...more] = file?.files ?? []
  return {
    files: more.length > 0 ? [first, ...more] : first,
    ...(file?.each && { format: file.format, each: file.each }),
    ...(hasNoKey && { key: 'none' }),
    ...said.written.get(first),
    columns: columnsOf(one, file, said),
  }
}
