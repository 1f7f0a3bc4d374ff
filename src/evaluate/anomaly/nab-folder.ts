import { readdir, readFile, stat } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { z } from 'zod'
import { readTable } from '../../lake/ingest/read-table.ts'
import { Fault, messageOf } from '../../lib/errors.ts'
import { sumOf } from '../../lib/sum.ts'
import { plural } from '../../lib/text.ts'
import { asNumbers } from '../files/cells.ts'
import { secondsOf } from '../files/read-times.ts'
import type { Costs, LabelledRows } from './nab-score.ts'

/** A folder in the shape of the Numenta Anomaly Benchmark. */
export interface NabFolder {
  readonly files: readonly NabFile[]
  readonly profiles: Readonly<Record<string, Costs>>
  readonly rows: number
  readonly notes: readonly string[]
}

export interface NabFile extends LabelledRows {
  /** from the folder `data`: `realTraffic/speed.csv` */
  readonly name: string
  readonly values: Float64Array
  readonly seconds: Float64Array
}

type Windows = Readonly<Record<string, readonly (readonly [number, number])[]>>

const LABELS = ['combined_windows.json', 'labels/combined_windows.json']
const PROFILES = ['config/profiles.json', 'profiles.json']
/** the benchmark's own, where the folder has none */
const USUAL: Readonly<Record<string, Costs>> = {
  standard: { tpWeight: 1, fpWeight: 0.11, fnWeight: 1 },
  reward_low_FP_rate: { tpWeight: 1, fpWeight: 0.22, fnWeight: 1 },
  reward_low_FN_rate: { tpWeight: 1, fpWeight: 0.11, fnWeight: 2 },
}
const windowsSchema = z.record(z.string(), z.array(z.tuple([z.string(), z.string()])))
const costs = z.object({ tpWeight: z.number(), fpWeight: z.number(), fnWeight: z.number() })
const profilesSchema = z.record(z.string(), z.object({ CostMatrix: costs }))

export async function readNabFolder(
  dir: string,
  progress: (done: number, total: number) => void,
): Promise<NabFolder> {
  const found = await stat(dir).catch(() => null)
  if (!found?.isDirectory()) throw new Fault(`There is no folder ${dir}.`, 'Check the path.')
  const data = join(dir, 'data')
  const hasData = (await stat(data).catch(() => null))?.isDirectory() === true
  const root = hasData ? data : dir
  const paths = await csvFiles(root)
  if (paths.length === 0)
    throw new Fault(
      `There is no CSV file below ${root}.`,
      'NAB keeps its series as data/<folder>/<name>.csv.',
    )
  const labels = await labelsOf(dir)
  const profiles = await profilesOf(dir)
  const files: NabFile[] = []
  const notes: string[] = profiles ? [] : ['No config/profiles.json: the weights of the benchmark are used.']
  const unlabelled: string[] = []
  for (const [i, path] of paths.entries()) {
    progress(i, paths.length)
    const name = relative(root, path).split(sep).join('/')
    const windows = labels[name] ?? labels[name.split('/').at(-1) ?? '']
    if (windows === undefined) unlabelled.push(name)
    else files.push(await readNabFile(path, name, { windows, notes }))
  }
  progress(paths.length, paths.length)
  if (unlabelled.length > 0)
    notes.push(
      `${plural(unlabelled.length, 'file')} without an entry in the labels left out: ${unlabelled.slice(0, 3).join(', ')}${unlabelled.length > 3 ? ' …' : ''}.`,
    )
  if (files.length === 0)
    throw new Fault(
      `None of the files below ${root} is named in the labels.`,
      'Name them as they lie below data, such as realTraffic/speed_6005.csv.',
    )
  return { files, profiles: profiles ?? USUAL, rows: sumOf(files, ({ rows }) => rows), notes }
}

async function csvFiles(root: string): Promise<string[]> {
  const entries = await readdir(root, { withFileTypes: true, recursive: true })
  return entries
    .filter((entry) => entry.isFile() && /\.csv(\.gz)?$/i.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
}

async function labelsOf(dir: string): Promise<Windows> {
  const read = await firstJson(dir, LABELS)
  if (!read)
    throw new Fault(
      `${dir} has no combined_windows.json, nor labels/combined_windows.json.`,
      'Add the labels.',
    )
  const parsed = windowsSchema.safeParse(read.content)
  if (!parsed.success)
    throw new Fault(
      `${read.path} is not { "<folder>/<file>.csv": [["<start>", "<end>"], …] }.`,
      'Write it so; a file without anomalies has [].',
    )
  return Object.fromEntries(
    Object.entries(parsed.data).map(([name, windows]) => [
      name,
      windows.map((pair) => {
        const [from = Number.NaN, to = Number.NaN] = secondsOf(pair)
        if (Number.isNaN(from) || Number.isNaN(to) || to < from)
          throw new Fault(`${read.path}: a window of ${name} is ${pair.join(' to ')}.`, 'Correct its times.')
        return [from, to] as const
      }),
    ]),
  )
}

async function profilesOf(dir: string): Promise<Record<string, Costs> | null> {
  const read = await firstJson(dir, PROFILES)
  if (!read) return null
  const parsed = profilesSchema.safeParse(read.content)
  if (!parsed.success)
    throw new Fault(
      `${read.path} is not { "<profile>": { "CostMatrix": { tpWeight, fpWeight, fnWeight } } }.`,
      'Take it from the benchmark, or leave it out.',
    )
  return Object.fromEntries(Object.entries(parsed.data).map(([name, { CostMatrix }]) => [name, CostMatrix]))
}

async function firstJson(dir: string, names: readonly string[]) {
  for (const name of names) {
    const path = join(dir, name)
    const text = await readFile(path, 'utf8').catch(() => null)
    if (text === null) continue
    try {
      return { path, content: JSON.parse(text) as unknown }
    } catch (error) {
      throw new Fault(`${path} is no JSON: ${messageOf(error)}.`, 'Mend it.')
    }
  }
  return null
}

/** In time order; rows without a time are left out, rows without a value stay as missing. */
async function readNabFile(
  path: string,
  name: string,
  { windows, notes }: { readonly windows: Windows[string]; readonly notes: string[] },
): Promise<NabFile> {
  const table = await readTable(path)
  const [time, value] = [
    columnLike(table.columns, /time|date|^ds$|^t$/i),
    columnLike(table.columns, /value|^y$/i),
  ]
  const [first, second] = [...table.columns.values()]
  const times = time ?? first
  const values = asNumbers(value ?? second ?? { kind: 'text', values: [] })
  if (!times || !values)
    throw new Fault(
      `${path} is no series: it needs a column "timestamp" and one of numbers, "value".`,
      'Rename them.',
    )
  const seconds = secondsOf(times.values)
  const dated = [...seconds.keys()].filter((row) => Number.isFinite(seconds[row]))
  if (dated.length < table.rows)
    notes.push(`${name}: ${plural(table.rows - dated.length, 'row')} without a time left out.`)
  if (dated.length === 0)
    throw new Fault(`${path} has no row with a time that can be read.`, 'Write 2014-04-01 00:05:00.')
  const order = dated.toSorted((a, b) => (seconds[a] ?? 0) - (seconds[b] ?? 0))
  const at = Float64Array.from(order, (row) => seconds[row] ?? 0)
  const inRows = windows.flatMap(([from, to]) => {
    const [start, end] = [at.findIndex((one) => one >= from), at.findLastIndex((one) => one <= to)]
    return start < 0 || end < start ? [] : [[start, end] as const]
  })
  if (inRows.length < windows.length)
    notes.push(`${name}: ${plural(windows.length - inRows.length, 'window')} without a row left out.`)
  return {
    name,
    rows: at.length,
    values: Float64Array.from(order, (row) => values[row] ?? Number.NaN),
    seconds: at,
    windows: inRows.toSorted(([a], [b]) => a - b),
  }
}

function columnLike<C>(columns: ReadonlyMap<string, C>, pattern: RegExp): C | undefined {
  return [...columns].find(([name]) => pattern.test(name))?.[1]
}
