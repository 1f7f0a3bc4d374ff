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
import { type KnownFile, knownFiles } from './known.ts'
import { look } from './look.ts'
import { isKey, isNameLike, type SeenFile } from './seen.ts'

/** What a folder of files is taken for, and what could not be seen. */
export interface Proposal {
  readonly name: string
  readonly seen: readonly SeenFile[]
  readonly assigned: readonly Assigned[]
  /** files of a platform that is known by its columns */
  readonly known: readonly KnownFile[]
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
  const known = knownFiles(seen)
  const isKnown = (file: SeenFile) =>
    known.some((one) => seen.some(({ file: of, files }) => of === one.file && files[0] === file.files[0]))
  const assigned = assignAll(seen.filter((file) => !isKnown(file)))
  for (const { file, is, entries } of known)
    if (entries.length === 0) left.push({ file, because: `${is} say nothing that a table takes by itself` })
  for (const one of seen)
    if (one.each === null && !isKnown(one) && !assigned.some(({ file }) => file === one.file))
      left.push({ file: one.file, because: 'it is like no table' })
  const name =
    basename(dir)
      .toLowerCase()
      .replace(/[^a-z0-9._-]+/g, '-')
      .replace(/^[^a-z0-9]+/, '') || 'shop'
  return {
    name,
    seen,
    assigned,
    known: known.filter(({ entries }) => entries.length > 0),
    left,
    hint: hintOf(seen),
  }
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
export function mappingText({ name, assigned, known, seen }: Proposal, said: Said): string {
  const tables: Record<string, unknown> = {}
  const add = (table: string, entry: Record<string, unknown>) => {
    const before = tables[table]
    tables[table] = before === undefined ? entry : [before, entry].flat()
  }
  const [first] = known
  for (const { of, entries, file } of known) {
    const written = said.written.get(seen.find((one) => one.file === file)?.files[0] ?? file)
    const isOther = of.platform !== first?.of.platform
    for (const { table, says } of entries)
      add(table, { ...says, ...written, ...(isOther && { platform: of.platform }) })
  }
  for (const one of assigned)
    add(
      one.table,
      entryOf(
        one,
        seen.find(({ file }) => file === one.file),
        said,
      ),
    )
  const { zone, currency } = said
  const prices = known.find(({ of }) => of.prices)?.of.prices
  const sales = known.map(({ of }) => of.sales).filter((one) => one !== undefined)
  const statuses = Object.assign({}, ...sales.map((one) => one.statuses)) as Record<string, string>
  return `# Proposed from the files of a folder: correct what is wrong, then import with this file.\n${stringify(
    {
      name,
      platform: first?.of.platform ?? name,
      zone,
      currency,
      ...(prices && { prices }),
      ...(sales.length > 0 && { sales: { ...Object.assign({}, ...sales), statuses } }),
      tables,
    },
    { lineWidth: 120, aliasDuplicateObjects: false },
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
