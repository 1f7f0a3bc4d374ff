import { join } from 'node:path'
import { Fault } from '../../lib/errors.ts'
import { nearest, oneLine } from '../../lib/text.ts'
import { type Entry, type Folder, isReadable } from './packed/folder.ts'

/** An entry that a mapping names, by itself or by the archive or workbook that it lies in. */
export interface Named {
  readonly entry: Entry
  /** the archive or workbook, where only that is named: those of its entries are meant that have the mapped columns */
  readonly by: string | null
}

/** What the patterns of a mapping name, and what is wrong with those that name nothing. */
export function namedIn(
  dir: string,
  { entries, faults }: Folder,
  patterns: readonly string[],
): {
  readonly found: readonly Named[]
  readonly broken: readonly string[]
  readonly faults: readonly Fault[]
} {
  if (entries.length === 0 && faults.size === 0)
    throw new Fault(`The folder ${dir} is empty.`, 'Put the files there.')
  const found = new Map<string, Named>()
  const unopened = new Set<string>()
  const wrong: Fault[] = []
  for (const pattern of patterns) {
    const named = entries.flatMap((entry) => namedBy(entry, pattern))
    const broken = [...faults.keys()].filter((file) => leadsInto(file, pattern))
    for (const one of named) if (found.get(one.entry.name)?.by !== null) found.set(one.entry.name, one)
    for (const file of broken) unopened.add(file)
    if (named.length === 0 && broken.length === 0) wrong.push(nothingFits(dir, pattern, entries))
  }
  return { found: [...found.values()], broken: [...unopened], faults: wrong }
}

function namedBy(entry: Entry, pattern: string): readonly Named[] {
  const isSaid = !entry.isHidden || pattern.endsWith(`/${entry.sheet}`)
  if (fits(entry.name, pattern)) return isSaid ? [{ entry, by: null }] : []
  const container = containersOf(entry).find((name) => fits(name, pattern))
  const isTable = entry.sheet !== null || isReadable(entry.name)
  return container !== undefined && isTable && !entry.isHidden ? [{ entry, by: container }] : []
}

function containersOf({ file, member, sheet }: Entry): readonly string[] {
  if (member === null && sheet === null) return []
  return member !== null && sheet !== null ? [file, `${file}/${member}`] : [file]
}

/** It names the archive that could not be opened, or something in it. */
function leadsInto(file: string, pattern: string): boolean {
  const depth = file.split('/').length
  return fits(file, pattern) || fits(file, pattern.split('/').slice(0, depth).join('/'))
}

function nothingFits(dir: string, pattern: string, entries: readonly Entry[]): Fault {
  const within = entries.filter((entry) => containersOf(entry).some((name) => fits(name, pattern)))
  if (within.length > 0)
    return new Fault(
      `${join(dir, pattern)} holds no table that is in sight: ${oneLine(within.map(({ name }) => name).join(', '), 200)}.`,
      'Name what is meant in `files`, such as the sheet that is hidden.',
    )
  const near = nearest(
    pattern,
    entries.map(({ name }) => name),
  )
  return new Fault(
    `No file ${pattern} in ${dir}.`,
    near ? `Is it ${near}?` : 'Deliver it, or correct `files` in the mapping.',
  )
}

/** `*` and `?` stay within a folder, `**` crosses folders. */
function fits(name: string, pattern: string): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*\*\/|\*|\?/g, (glob) => (glob === '**/' ? '(?:.*/)?' : glob === '*' ? '[^/]*' : '[^/]'))
  return new RegExp(`^${source}$`).test(name)
}
