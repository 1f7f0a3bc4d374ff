import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { RAW_TABLE_NAMES, RAW_TABLES, type RawTableName } from '../../lake/contract/schema.ts'
import { isCharset } from '../../lake/ingest/charset.ts'
import { timeFormat } from '../../lake/ingest/time-format.ts'
import { Fault } from '../../lib/errors.ts'
import { nearest } from '../../lib/text.ts'
import { readYaml } from '../../settings/read.ts'
import { currency, zone } from '../connector.ts'
import { type PriceRules, priceRules } from '../rows/price-rules.ts'
import { type SaleRules, saleRules } from '../rows/sale-rules.ts'
import { where } from '../rows/where.ts'
import { unknownName } from '../yaml.ts'

/** Mappings that ship with the bot: `import olist <folder>`. */
export const PRESETS = ['olist', 'online-retail'] as const

const text = z.union([z.string(), z.number(), z.boolean()]).transform(String)

const time = z
  .string()
  .refine(
    (said) => timeFormat(said) !== null,
    'says no order of day, month and year; say d/m/y, m/d/y, y-m-d, epoch ms, excel or iso',
  )

const decimal = z.enum([',', '.'])

const whole = z.strictObject({
  from: z.string(),
  time: time.optional(),
  decimal: decimal.optional(),
  /** a second column, which follows after a blank: the time of a date */
  and: z.string().optional(),
  /** what the file's values stand for; others stay as they are */
  map: z.record(z.string(), text).optional(),
  lookup: z.strictObject({ file: z.string(), key: z.string(), value: z.string() }).optional(),
})

const column = z.union([
  z.string().transform((from): z.output<typeof whole> => ({ from })),
  z.strictObject({ constant: text }),
  whole,
])

const files = z.strictObject({
  /** names or globs below the folder */
  files: z.union([z.string(), z.array(z.string()).min(1)]).transform((given) => [given].flat()),
  format: z.enum(['csv', 'jsonl', 'json', 'parquet']).optional(),
  /** of JSON: where the list of rows is (`data.orders`), and a list within each row whose elements are the rows */
  rows: z.string().optional(),
  each: z.string().optional(),
  delimiter: z.string().min(1).max(4).optional(),
  charset: z
    .string()
    .refine(isCharset, 'is not a charset such as utf-8, utf-16, latin-1 or windows-1252')
    .optional(),
  /** lines before the line of names */
  skip: z.number().int().min(0).max(1000).optional(),
  /** the names of the columns, where the file has no line of names */
  header: z.array(z.string()).min(1).optional(),
  /** how its times and numbers are written, where the columns do not show it */
  time: time.optional(),
  decimal: decimal.optional(),
  platform: z.string().optional(),
  zone: zone.optional(),
  currency: currency.optional(),
  /** `none`: the files name no key of a row, so only exact copies merge */
  key: z.literal('none').optional(),
  /** which rows of the files are taken, by columns of theirs */
  where: where.optional(),
  columns: z.record(z.string(), column),
})

const shape = z.strictObject({
  name: z.string().regex(/^[a-z0-9][a-z0-9._-]*$/, 'must be lower-case letters, digits, dots and dashes'),
  platform: z.string().min(1),
  zone,
  currency,
  prices: priceRules.optional(),
  sales: saleRules.optional(),
  tables: z.record(z.string(), z.union([files.transform((one) => [one]), z.array(files).min(1)])),
})

/**
 * What a mapping may say: as a whole, of its files, of one column.
 *
 * @internal exported for the tests: docs/sources.md names every one
 */
export const MAPPING_KEYS: Readonly<Record<'mapping' | 'files' | 'column', readonly string[]>> = {
  mapping: Object.keys(shape.shape),
  files: Object.keys(files.shape),
  column: ['constant', ...Object.keys(whole.shape)],
}

export type ColumnMapping = z.output<typeof column>
export type FilesMapping = z.output<typeof files> & { readonly table: RawTableName }

/** How files of one export become raw tables. */
export interface Mapping {
  readonly name: string
  readonly platform: string
  readonly zone: string
  readonly currency: string
  readonly prices?: PriceRules | undefined
  readonly sales?: SaleRules | undefined
  readonly feeds: readonly FilesMapping[]
}

const mapping = shape.transform((given, context): Mapping => {
  const feeds = Object.entries(given.tables).flatMap(([name, entries]) => {
    const table = RAW_TABLE_NAMES.find((known) => known === name)
    if (!table) {
      context.addIssue({
        code: 'custom',
        path: ['tables'],
        message: unknownName(name, 'a table', RAW_TABLE_NAMES),
      })
      return []
    }
    return entries.map((entry, i) => {
      const at = ['tables', table, ...(entries.length > 1 ? [i] : [])]
      for (const fault of columnFaults(table, entry))
        context.addIssue({ code: 'custom', path: [...at, ...fault.path], message: fault.message })
      return { ...entry, table }
    })
  })
  const { name, platform, zone, currency, prices, sales } = given
  return { name, platform, zone, currency, prices, sales, feeds }
})

function columnFaults(
  table: RawTableName,
  entry: z.output<typeof files>,
): { path: string[]; message: string }[] {
  const { columns, key } = RAW_TABLES[table]
  const mapped = Object.keys(entry.columns)
  const unknown = mapped.filter((name) => !columns.some((known) => known === name))
  const missing = key.filter((name) => name !== 'platform' && !mapped.includes(name))
  return [
    ...unknown.map((name) => ({
      path: ['columns'],
      message: unknownName(name, `a column of ${table}`, columns),
    })),
    ...(entry.key === 'none' ? [] : missing).map((name) => ({
      path: ['columns', name],
      message: `is part of the key of ${table} and is not mapped; map it, or say \`key: none\``,
    })),
  ]
}

/** A preset by its name, or a mapping file by its path. */
export function loadMapping(nameOrPath: string): Mapping {
  const preset = PRESETS.find((name) => name === nameOrPath)
  if (preset) return readYaml(fileURLToPath(new URL(`../presets/${preset}.yaml`, import.meta.url)), mapping)
  if (existsSync(nameOrPath)) return readYaml(nameOrPath, mapping)
  const near = nearest(nameOrPath, PRESETS)
  const presets = near ? `Did you mean ${near}?` : `Presets: ${PRESETS.join(', ')}.`
  if (/\.ya?ml$|[\\/]/i.test(nameOrPath))
    throw new Fault(
      `There is no file ${nameOrPath}.`,
      `Give the path of a mapping file, or a preset. ${presets}`,
    )
  throw new Fault(`There is no preset ${nameOrPath}, and no file of that name.`, presets)
}
