import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { readYaml } from '../../../settings/read.ts'
import { priceRules } from '../../rows/price-rules.ts'
import { saleRules } from '../../rows/sale-rules.ts'
import type { SeenFile } from './seen.ts'

/** Exports that many shops have, known by their columns: one file a platform. */
const KNOWN = ['amazon', 'ga4', 'mirakl', 'shopify'] as const

const word = z.union([z.string(), z.number(), z.boolean()])

const column = z.union([
  z.string(),
  z.strictObject({ constant: word }),
  z.strictObject({
    from: z.string(),
    time: z.string().optional(),
    /** in another file of the folder, as its kind calls itself; a column of this one where that is not there */
    lookup: z.strictObject({ of: z.string(), key: z.string(), value: z.string() }).optional(),
    otherwise: z.string().optional(),
  }),
])

const columns = z.record(z.string(), column)

const where = z.record(
  z.string(),
  z.union([word, z.array(word), z.strictObject({ not: z.union([word, z.array(word)]) })]),
)

const entry = z.strictObject({
  table: z.string(),
  key: z.literal('none').optional(),
  /** a list within each row, whose elements are the rows */
  each: z.string().optional(),
  where: where.optional(),
  columns,
})

const kind = z.strictObject({
  /** what people call it */
  is: z.string(),
  /** what lookups call it */
  as: z.string().optional(),
  /** columns and lists that no other file has */
  has: z.array(z.string()),
  /** none: it says nothing by itself */
  entries: z.array(entry),
  /** of all entries; `each` of those that are of a list, which have the others from the row that it is in */
  shared: z
    .strictObject({
      key: z.literal('none').optional(),
      columns: columns.default({}),
      each: columns.default({}),
    })
    .optional(),
})

const platform = z.strictObject({
  platform: z.string(),
  prices: priceRules.optional(),
  sales: saleRules.optional(),
  kinds: z.array(kind),
})

type Platform = z.output<typeof platform>
type Kind = z.output<typeof kind>
type KnownColumn = z.output<typeof column>

/** A file that was recognised by its columns: what it fills is not guessed. */
export interface KnownFile {
  /** as the look calls it */
  readonly file: string
  readonly is: string
  readonly of: Omit<Platform, 'kinds'>
  readonly entries: readonly { readonly table: string; readonly says: Readonly<Record<string, unknown>> }[]
}

/** The files of a folder that are exports of a known platform. */
export function knownFiles(files: readonly SeenFile[]): readonly KnownFile[] {
  const platforms = KNOWN.map((name) =>
    readYaml(fileURLToPath(new URL(`../../presets/known/${name}.yaml`, import.meta.url)), platform),
  )
  const found = files
    .filter(({ each }) => each === null)
    .flatMap((file) => {
      const of = platforms.find(({ kinds }) => kinds.some((one) => isOf(one, file, files)))
      const is = of?.kinds.find((one) => isOf(one, file, files))
      return of && is ? [{ file, of, is }] : []
    })
  const named = new Map(found.flatMap(({ file, is }) => (is.as ? [[is.as, file] as const] : [])))
  return found.map(({ file, of: { kinds: _, ...of }, is }) => ({
    file: file.file,
    is: is.is,
    of,
    entries: is.entries.map((one) => ({ table: one.table, says: entryOf(one, is, { file, files, named }) })),
  }))
}

function isOf({ has }: Kind, file: SeenFile, files: readonly SeenFile[]): boolean {
  return has.every(
    (name) => titlesOf(file).has(name) || files.some((one) => one.each === name && isSameFile(one, file)),
  )
}

const isSameFile = (one: SeenFile, other: SeenFile) => one.files[0] === other.files[0]
const titlesOf = (file: SeenFile) => new Set(file.columns.map(({ name }) => name))

interface Beside {
  readonly file: SeenFile
  readonly files: readonly SeenFile[]
  readonly named: ReadonlyMap<string, SeenFile>
}

function entryOf(
  { table: _, columns: own, key, each, where }: Kind['entries'][number],
  { shared }: Kind,
  { file, named }: Beside,
): Record<string, unknown> {
  const given = each === undefined ? shared?.columns : { ...outer(shared?.columns ?? {}), ...shared?.each }
  const titles = titlesOf(file)
  // JSON leaves out what is null, and may hold it tomorrow
  const isOpen = /jsonl?$/.test(file.format) && !/\.xls[xm]\//i.test(file.file)
  const isThere = (title: string) => isOpen || each !== undefined || titles.has(title)
  const columns = Object.entries({ ...given, ...own }).flatMap(([name, from]) => {
    const says = columnOf(from, isThere, named)
    return says === null ? [] : [[name, says] as const]
  })
  const conditions = Object.entries(where ?? {}).filter(([title]) => isThere(title))
  const isKeyless = (key ?? shared?.key) !== undefined
  return {
    files: file.files.length > 1 ? file.files : file.files[0],
    ...(each !== undefined && { format: file.format, each }),
    ...(isKeyless && { key: 'none' }),
    ...(conditions.length > 0 && { where: Object.fromEntries(conditions) }),
    columns: Object.fromEntries(columns),
  }
}

function outer(columns: Readonly<Record<string, KnownColumn>>): Record<string, KnownColumn> {
  return Object.fromEntries(
    Object.entries(columns).map(([name, from]) => {
      if (typeof from === 'string') return [name, `../${from}`]
      return [name, 'from' in from ? { ...from, from: `../${from.from}` } : from]
    }),
  )
}

/** Null where the file has no such column. */
function columnOf(from: KnownColumn, isThere: (title: string) => boolean, named: Beside['named']): unknown {
  if (typeof from === 'string') return isThere(from) ? from : null
  if ('constant' in from) return from
  if (!isThere(from.from)) return null
  if (!from.lookup) return from.time ? { from: from.from, time: from.time } : from.from
  const other = named.get(from.lookup.of)
  // a lookup reads text
  if (other?.format !== 'csv' || other.files.length > 1 || other.files[0]?.includes('.zip/'))
    return from.otherwise && isThere(from.otherwise) ? from.otherwise : null
  const { key, value } = from.lookup
  return { from: from.from, lookup: { file: other.files[0], key, value } }
}
