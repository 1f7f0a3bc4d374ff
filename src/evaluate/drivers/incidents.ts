import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { type Column, readTable, type Table, textsOf } from '../../lake/ingest/read-table.ts'
import { Fault, messageOf } from '../../lib/errors.ts'
import { plural } from '../../lib/text.ts'
import { secondsOf } from '../files/read-times.ts'

export type Element = Readonly<Record<string, string>>

/** One labelled incident: its file, the minute of the alarm (null: to be found), and the places named as its cause. */
export interface Label {
  readonly name: string
  readonly file: string
  readonly at: number | null
  readonly causes: readonly Element[]
}

/** The rows of one incident: what came of how many, when, and where. */
export interface IncidentRows {
  readonly rows: number
  readonly left: number
  readonly dimensions: readonly string[]
  /** seconds; all 0 without a column of times */
  readonly times: Float64Array
  /** events of each row, and its base; or what was predicted, where the file says so */
  readonly of: Float64Array
  readonly over: Float64Array
  readonly predicted: Float64Array | null
  readonly members: readonly (readonly string[])[]
}

const TIMES = ['min', 'minute', 'timestamp', 'time', 'ts', 'date', 'dt']
const VALUES = ['value', 'bad', 'errors', 'failures', 'real', 'actual', 'of']
const COUNTS = ['cnt', 'count', 'total', 'n', 'over']
const PREDICTED = ['predict', 'predicted', 'expected', 'forecast']

const cell = z.union([z.string(), z.number(), z.boolean()])
const element = z.record(z.string(), cell)
const cause = z.union([element, z.array(element), z.string()])
const labelsSchema = z.array(
  z.looseObject({ data: cell, timestamp: z.union([z.number(), z.string(), z.date()]).nullish(), cause }),
)

/** `labels.yaml` (a list of data, timestamp, cause), or Squeeze's `injection_info.csv` (timestamp, set). */
export async function readLabels(dir: string): Promise<Label[]> {
  const files = await readdir(dir).catch((error: unknown) => {
    throw new Fault(`${dir} cannot be read: ${messageOf(error)}`, 'Name a folder of incidents.')
  })
  const listed = files.find((file) => /^labels\.(ya?ml|json)$/i.test(file))
  if (listed) return fromYaml(await readFile(join(dir, listed), 'utf8'), { listed, files })
  const injected = files.find((file) => /^injection_info\.csv$/i.test(file))
  if (injected) return fromTable(await readTable(join(dir, injected)), files)
  throw new Fault(
    `${dir} holds no labels.yaml.`,
    'It lists `data` (a file without .csv), `timestamp` (seconds) and `cause` ({dimension: member}, or a list of them).',
  )
}

function fromYaml(text: string, { listed, files }: { listed: string; files: readonly string[] }): Label[] {
  let read: unknown
  try {
    read = parse(text)
  } catch (error) {
    throw new Fault(`${listed} is no YAML: ${messageOf(error)}`, 'Mend the line.')
  }
  const parsed = labelsSchema.safeParse(read)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw new Fault(
      `${listed} is not a list of data, timestamp, cause: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`.trim(),
      "One incident is `- data: name`, `timestamp: 1566397800`, `cause: {'dimension': member}`.",
    )
  }
  return parsed.data.map(({ data, timestamp, cause: named }) =>
    labelOf(String(data), { at: secondsAt(timestamp), causes: causesOf(named), files }),
  )
}

function fromTable(table: Table, files: readonly string[]): Label[] {
  const times = textsOf(table, 'timestamp')
  return textsOf(table, 'set').flatMap((set, i) => {
    const name = times[i]
    return set && name ? [labelOf(name, { at: null, causes: causesOf(set), files })] : []
  })
}

function labelOf(
  name: string,
  { at, causes, files }: { at: number | null; causes: Element[]; files: readonly string[] },
): Label {
  const bare = name.replace(/\.(csv|csv\.gz|parquet)$/i, '')
  const file = files.find((one) => one.replace(/\.(csv|csv\.gz|parquet)$/i, '') === bare && one !== bare)
  return { name: bare, file: file ?? `${bare}.csv`, at, causes }
}

/** `{a: 1, b: 2}`, a list of such, or `a=1&b=2;a=3`. */
function causesOf(named: z.output<typeof cause>): Element[] {
  if (Array.isArray(named)) return named.map(elementOf)
  if (typeof named === 'object') return [elementOf(named)]
  return named
    .split(';')
    .map((part) => part.split('&').map((pair) => pair.split('=').map((word) => word.trim())))
    .map((pairs) => elementOf(Object.fromEntries(pairs.map(([name = '', member = '']) => [name, member]))))
}

function elementOf(named: Readonly<Record<string, string | number | boolean>>): Element {
  return Object.fromEntries(Object.entries(named).map(([name, member]) => [name, memberOf(String(member))]))
}

/** `007`, `7` and `7.0` are one member: a file's numbers lose their zeros when they are read. */
function memberOf(text: string): string {
  const trimmed = text.trim()
  if (/^(true|false)$/i.test(trimmed)) return /true/i.test(trimmed) ? '1' : '0'
  return trimmed !== '' && Number.isFinite(Number(trimmed)) ? String(Number(trimmed)) : trimmed
}

function secondsAt(given: number | string | Date | null | undefined): number | null {
  if (given == null) return null
  if (given instanceof Date) return given.getTime() / 1000
  const number = Number(given)
  const [at] = secondsOf(Number.isFinite(number) ? Float64Array.of(number) : [String(given)])
  return at === undefined || Number.isNaN(at) ? null : at
}

/** Rows without a value, a base or a time are left out and counted; a missing member is `unknown`. */
export async function readIncident(path: string): Promise<IncidentRows> {
  const table = await readTable(path)
  const named = (names: readonly string[]) =>
    [...table.columns.keys()].find((column) => names.includes(column.trim().toLowerCase()))
  const [time, value, count, predict] = [named(TIMES), named(VALUES), named(COUNTS), named(PREDICTED)]
  if (!value || !(count || predict))
    throw new Fault(
      `${path} has no column ${value ? 'cnt' : 'value'}.`,
      'An incident has columns min, value (how many were bad), cnt (of how many), and one for each dimension.',
    )
  const dimensions = [...table.columns.keys()].filter((one) => ![time, value, count, predict].includes(one))
  if (dimensions.length === 0)
    throw new Fault(`${path} has no dimension.`, 'It needs a column besides min, value and cnt.')
  const of = countsOf(table.columns.get(value))
  const over = count ? countsOf(table.columns.get(count)) : new Float64Array(table.rows).fill(1)
  const predicted = predict ? countsOf(table.columns.get(predict)) : null
  const column = time ? table.columns.get(time) : undefined
  const times = column ? secondsOf(column.values) : new Float64Array(table.rows)
  const texts = dimensions.map((name) => textsOf(table, name))
  const kept: number[] = []
  for (let row = 0; row < table.rows; row++) {
    const numbers = [of[row], over[row], times[row], predicted ? predicted[row] : 0]
    if (numbers.every((one) => Number.isFinite(one))) kept.push(row)
  }
  const pick = (values: Float64Array) => Float64Array.from(kept, (row) => values[row] ?? 0)
  return {
    rows: table.rows,
    left: table.rows - kept.length,
    dimensions,
    times: pick(times),
    of: pick(of),
    over: pick(over),
    predicted: predicted && pick(predicted),
    members: texts.map((text) => kept.map((row) => memberOf(text[row] ?? 'unknown'))),
  }
}

/** Numbers, also of text such as `1,234`; NaN where there is none. */
function countsOf(column: Column | undefined): Float64Array {
  if (!column) return new Float64Array(0)
  if (column.kind === 'number') return column.values
  return Float64Array.from(column.values, (text) => {
    const bare = (text ?? '').replace(/[,\s_]/g, '')
    return bare === '' ? Number.NaN : Number(bare)
  })
}

/** Rows left out, as a note; nothing when every row counts. */
export function leftOut(left: number): string[] {
  return left > 0
    ? [`${plural(left, 'row')} left out: a value, a count or a time is missing or unreadable.`]
    : []
}
