import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { Fault } from '../../../lib/errors.ts'
import { ARCHIVE_LIMITS, openArchive } from './archive.ts'
import type { SaidOfSheet } from './sheet-table.ts'
import { readTableOf, sheetsOf, writeRows } from './workbook.ts'

/** What a mapping may name: a file below the folder, one in an archive (`a.zip/orders.csv`), a sheet (`b.xlsx/Orders`). */
export interface Entry {
  readonly name: string
  /** the file on the disk that it is or lies in */
  readonly file: string
  /** the member of that archive, and the sheet of that workbook */
  readonly member: string | null
  readonly sheet: string | null
  readonly isHidden: boolean
}

export interface Folder {
  readonly entries: readonly Entry[]
  /** archives and workbooks that could not be opened, by their name */
  readonly faults: ReadonlyMap<string, unknown>
}

/** How tools call what they have not written to its end; and what they leave behind beside a file. */
const UNFINISHED = /^\.|^~\$|~$|\.(part|partial|tmp|temp|crdownload|filepart)$/i
const JUNK = /(^|\/)(__MACOSX\/|\.|~\$|Thumbs\.db$|desktop\.ini$)/i
const READABLE = /\.(csv|tsv|txt|jsonl|ndjson|json|parquet)(\.gz)?$/i
const WORKBOOK = /\.xls[xm]$/i
const ARCHIVE = /\.zip$/i

export const isReadable = (name: string) => READABLE.test(name)

/** What lies in a folder and in what of it is packed. Archives are opened by their table of contents only. */
export async function folderAt(dir: string, signal: AbortSignal): Promise<Folder> {
  if (!existsSync(dir) || !statSync(dir).isDirectory())
    throw new Fault(`The folder ${dir} is not there.`, 'Give the folder that holds the files.')
  const files = readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !UNFINISHED.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(join(dir, '/').length))
    .sort()
  const entries: Entry[] = []
  const faults = new Map<string, unknown>()
  for (const file of files) {
    try {
      entries.push(...(await entriesIn(dir, file, signal)))
    } catch (error) {
      signal.throwIfAborted()
      faults.set(file, error)
    }
  }
  return { entries, faults }
}

async function entriesIn(dir: string, file: string, signal: AbortSignal): Promise<readonly Entry[]> {
  const plain: Entry = { name: file, file, member: null, sheet: null, isHidden: false }
  if (WORKBOOK.test(file)) return sheetEntries(plain, join(dir, file))
  if (!ARCHIVE.test(file)) return [plain]
  const archive = await openArchive(join(dir, file), ARCHIVE_LIMITS)
  try {
    const found: Entry[] = []
    for (const { name: member } of archive.members.filter(({ name }) => !JUNK.test(name))) {
      const inner = { ...plain, name: `${file}/${member}`, member }
      if (!WORKBOOK.test(member)) found.push(inner)
      else
        await inTemporaryFolder(async (place) => {
          const book = join(place, 'book.xlsx')
          await archive.extract(member, book, signal)
          found.push(...(await sheetEntries(inner, book)))
        })
    }
    return found
  } finally {
    archive.close()
  }
}

async function sheetEntries(book: Entry, path: string): Promise<readonly Entry[]> {
  const sheets = await sheetsOf(path)
  return sheets
    .filter(({ isEmpty }) => !isEmpty)
    .map(({ name, isHidden }) => ({ ...book, name: `${book.name}/${name}`, sheet: name, isHidden }))
}

async function inTemporaryFolder(work: (place: string) => Promise<void>): Promise<void> {
  const place = temporaryFolder()
  try {
    await work(place)
  } finally {
    rmSync(place, { recursive: true, force: true })
  }
}

const temporaryFolder = () => mkdtempSync(join(tmpdir(), 'floorwalker-unpacked-'))

/** where a workbook out of an archive lies beside its sheet */
const PACKED = '.packed'

/** Faults name what was unpacked by its place in the folder. */
export function withoutPlace(text: string, unpackedTo: string, dir: string): string {
  return text.replaceAll(join(unpackedTo, PACKED), dir).replaceAll(unpackedTo, dir)
}

/** A file that the engine can read. */
export interface Opened {
  readonly path: string
  /** where it was unpacked to: to be removed when it is read */
  readonly unpackedTo: string | null
  /** of a sheet: its columns, and how many rows are beneath them */
  readonly sheet: {
    readonly titles: readonly string[]
    readonly names: readonly string[]
    readonly rows: number
  } | null
}

/** Unpacks an entry into a folder of its own, under the name that the mapping has for it. */
export async function openEntry(
  dir: string,
  entry: Entry,
  said: SaidOfSheet,
  signal: AbortSignal,
): Promise<Opened> {
  const { file, member, sheet } = entry
  if (member === null && sheet === null) return { path: join(dir, file), unpackedTo: null, sheet: null }
  if (member !== null && ARCHIVE.test(member))
    throw new Fault(`${join(dir, entry.name)} is an archive within another.`, 'Unpack the outer one.')
  const place = temporaryFolder()
  try {
    const path = join(place, entry.name)
    mkdirSync(dirname(path), { recursive: true })
    if (sheet === null) {
      await unpack(join(dir, file), member ?? '', path, signal)
      return { path, unpackedTo: place, sheet: null }
    }
    const book = member === null ? join(dir, file) : join(place, PACKED, file, member)
    if (member !== null) {
      mkdirSync(dirname(book), { recursive: true })
      await unpack(join(dir, file), member, book, signal)
    }
    const table = await readTableOf(book, sheet, said)
    await writeRows(table, path, signal)
    const { titles, names, rows } = table
    return { path, unpackedTo: place, sheet: { titles, names, rows: rows.length } }
  } catch (error) {
    rmSync(place, { recursive: true, force: true })
    throw error instanceof Fault
      ? new Fault(withoutPlace(error.message, place, dir), error.remedy, { cause: error })
      : error
  }
}

/** Removes what was unpacked. */
export function release({ unpackedTo }: Pick<Opened, 'unpackedTo'>): void {
  if (unpackedTo !== null) rmSync(unpackedTo, { recursive: true, force: true })
}

async function unpack(archive: string, member: string, to: string, signal: AbortSignal): Promise<void> {
  const opened = await openArchive(archive, ARCHIVE_LIMITS)
  try {
    await opened.extract(member, to, signal)
  } finally {
    opened.close()
  }
}
