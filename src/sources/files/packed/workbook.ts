import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { readSheet } from 'read-excel-file/node'
import { Fault, messageOf } from '../../../lib/errors.ts'
import { oneLine } from '../../../lib/text.ts'
import { type Archive, type ArchiveLimits, openArchive } from './archive.ts'
import { type Cell, type Merged, type SaidOfSheet, type SheetTable, sheetTable } from './sheet-table.ts'

/** A sheet of a workbook; charts and macros are none. */
export interface Sheet {
  readonly name: string
  readonly isHidden: boolean
  readonly isEmpty: boolean
}

/** A sheet is held in memory while it is read. */
const WORKBOOK_LIMITS: ArchiveLimits = { bytes: 512 * 1024 ** 2, members: 10_000 }

export async function sheetsOf(path: string): Promise<readonly Sheet[]> {
  const book = await openArchive(path, WORKBOOK_LIMITS)
  try {
    const found: Sheet[] = []
    for (const { name, isHidden, part } of await partsOf(path, book))
      found.push({ name, isHidden, isEmpty: !(await holdsValues(book, part)) })
    return found
  } finally {
    book.close()
  }
}

/** The table of a sheet, as `sheetTable` finds it. */
export async function readTableOf(path: string, sheet: string, said: SaidOfSheet): Promise<SheetTable> {
  const book = await openArchive(path, WORKBOOK_LIMITS)
  let merged: readonly Merged[]
  try {
    const part = (await partsOf(path, book)).find(({ name }) => name === sheet)
    if (!part)
      throw new Fault(`${path} has no sheet ${oneLine(sheet, 60)}.`, 'Correct `files` in the mapping.')
    merged = await mergedIn(book, part.part)
  } finally {
    book.close()
  }
  const cells = await readSheet(path, sheet, { trim: false }).catch((error: unknown) => {
    throw new Fault(
      `${path}/${oneLine(sheet, 60)} cannot be read (${oneLine(messageOf(error), 100)}).`,
      'Open it and save it anew, or save the sheet as CSV.',
      { cause: error },
    )
  })
  return sheetTable(
    cells.map((row) => row.map(cellOf)),
    merged,
    said,
  )
}

/** Writes rows as an object a line: a number stays one, so that no decimal mark has to be guessed. */
export async function writeRows({ names, rows }: SheetTable, to: string, signal: AbortSignal): Promise<void> {
  function* lines() {
    for (const row of rows)
      yield `${JSON.stringify(Object.fromEntries(names.map((name, i) => [name, written(row[i] ?? null)])))}\n`
  }
  await pipeline(Readable.from(lines()), createWriteStream(to), { signal })
}

const cellOf = (value: unknown): Cell =>
  typeof value === 'string' ||
  typeof value === 'number' ||
  typeof value === 'boolean' ||
  value instanceof Date
    ? value
    : null

const DAY_MS = 86_400_000
/** before it lie times without a day */
const FIRST_DAY = Date.UTC(1900, 0, 1)

/** A time of a sheet has no zone. What a fraction of a day leaves over of a second is no part of it. */
function written(cell: Cell): string | number | boolean | null {
  if (!(cell instanceof Date)) return cell
  const seconds = Math.round(cell.getTime() / 1000) * 1000
  const at = new Date(Math.abs(seconds - cell.getTime()) <= 5 ? seconds : cell.getTime())
  const [day = '', clock = ''] = at
    .toISOString()
    .slice(0, at.getTime() % 1000 === 0 ? 19 : 23)
    .split('T')
  if (at.getTime() < FIRST_DAY) return clock
  return at.getTime() % DAY_MS === 0 ? day : `${day} ${clock}`
}

interface Part {
  readonly name: string
  readonly isHidden: boolean
  readonly part: string
}

async function partsOf(path: string, book: Archive): Promise<readonly Part[]> {
  if (!book.members.some(({ name }) => name === 'xl/workbook.xml'))
    throw new Fault(`${path} is no Excel workbook.`, 'Save it as .xlsx or CSV.')
  const [index, links] = [
    await textOf(book, 'xl/workbook.xml'),
    await textOf(book, 'xl/_rels/workbook.xml.rels'),
  ]
  const targets = new Map(
    tags(links, 'Relationship')
      .filter(({ Type = '' }) => Type.endsWith('/worksheet'))
      .map(({ Id = '', Target = '' }) => [Id, Target.startsWith('/') ? Target.slice(1) : `xl/${Target}`]),
  )
  return tags(index, 'sheet').flatMap((sheet) => {
    const part = targets.get(
      Object.entries(sheet).find(([key]) => key === 'id' || key.endsWith(':id'))?.[1] ?? '',
    )
    return part === undefined || sheet.name === undefined
      ? []
      : [{ name: sheet.name, isHidden: /hidden/i.test(sheet.state ?? ''), part }]
  })
}

async function textOf(book: Archive, name: string): Promise<string> {
  let text = ''
  await book.scan(name, (more) => {
    text += more
    return true
  })
  return text
}

/** Some value, be it far down: what is only formatted holds none. */
async function holdsValues(book: Archive, part: string): Promise<boolean> {
  let before = ''
  let found = false
  await book.scan(part, (more) => {
    found = /<(?:\w+:)?[vt](?:\s[^>]*)?>[^<]/.test(before + more)
    before = more.slice(-64)
    return !found
  })
  return found
}

/** They are told at the end of a sheet. */
async function mergedIn(book: Archive, part: string): Promise<readonly Merged[]> {
  const found: Merged[] = []
  let left = ''
  await book.scan(part, (more) => {
    const text = left + more
    const ends = text.lastIndexOf('>') + 1
    for (const { ref = '' } of tags(text.slice(0, ends), 'mergeCell')) found.push(...areaOf(ref))
    left = text.slice(ends).slice(-256)
    return true
  })
  return found
}

function areaOf(ref: string): readonly Merged[] {
  const [, from = '', top = '', to = '', bottom = ''] = /^([A-Z]+)(\d+):([A-Z]+)(\d+)$/.exec(ref) ?? []
  if (from === '') return []
  return [{ top: Number(top) - 1, left: columnAt(from), bottom: Number(bottom) - 1, right: columnAt(to) }]
}

const columnAt = (letters: string) =>
  [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1

/** The attributes of each tag of a name, whatever its namespace is called. */
function tags(xml: string, name: string): readonly Readonly<Record<string, string>>[] {
  return [...xml.matchAll(new RegExp(`<(?:\\w+:)?${name}\\s([^>]*)>`, 'g'))].map(([, inner = '']) =>
    Object.fromEntries(
      [...inner.matchAll(/([\w:]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)].map(([, key = '', one, other]) => [
        key,
        unescaped(one ?? other ?? ''),
      ]),
    ),
  )
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

const unescaped = (text: string) =>
  text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (all, hex?: string, digits?: string, word?: string) =>
    word !== undefined
      ? (ENTITIES[word] ?? all)
      : String.fromCodePoint(hex ? Number.parseInt(hex, 16) : Number(digits)),
  )
