import { numbersOf, type Table, textsOf } from '../../lake/ingest/read-table.ts'
import { Fault } from '../../lib/errors.ts'
import { plural } from '../../lib/text.ts'
import { type Demand, rowsAt } from '../../models/price/demand.ts'
import type { Effect } from '../../stats/regression/within.ts'
import { calendarOf, periodLength } from '../files/calendar-columns.ts'

export interface DemandColumns {
  readonly quantity: string
  readonly price: string
  readonly product: string | null
  readonly store: string | null
  readonly time: string | null
  readonly controls: readonly string[]
  /** the true elasticity of the row's product, where a simulation knows it */
  readonly truth: string | null
}

export interface DemandTable {
  readonly demand: Demand
  readonly products: readonly string[]
  /** of each row of the demand its row in the file */
  readonly rows: Int32Array
  /** by product */
  readonly truth: Float64Array | null
  readonly notes: readonly string[]
}

const NAMED_LOG = /^(log|ln)(?!i[nst]|ged|o|e)/i
const MAX_KINDS = 200

/** Any file of quantities and prices as demand by column; rows that tell nothing are left out, and told. */
export function demandTable(table: Table, columns: DemandColumns): DemandTable {
  const notes: string[] = []
  const unlogged = (name: string, what: string) => {
    const values = lenientNumbers(table, name)
    if (!NAMED_LOG.test(name)) return values
    notes.push(`${name} is taken as the natural logarithm of the ${what}, because of its name.`)
    return values.map(Math.exp)
  }
  const quantity = unlogged(columns.quantity, 'quantity')
  const price = unlogged(columns.price, 'price')
  const controls = columns.controls.map((name) => controlOf(table, name))
  const keys = [columns.product, columns.store, columns.time].flatMap((name) =>
    name === null ? [] : [textsOf(table, name)],
  )
  const isMissing = (row: number) =>
    keys.some((texts) => texts[row] === null) ||
    controls.some((control) => ('values' in control ? Number.isNaN(control.values[row]) : false))
  const out = { missing: 0, returned: 0, free: 0 }
  const kept: number[] = []
  for (let row = 0; row < table.rows; row++) {
    const [units, paid] = [quantity[row] ?? Number.NaN, price[row] ?? Number.NaN]
    if (!Number.isFinite(units) || !Number.isFinite(paid) || isMissing(row)) out.missing++
    else if (units < 0) out.returned++
    else if (paid <= 0) out.free++
    else kept.push(row)
  }
  if (out.returned + out.free > table.rows / 2)
    throw new Fault(
      `More than half of the rows have a quantity below zero or a price of zero or less.`,
      'If they are logarithms, let their names begin with "log_" or "ln_".',
    )
  if (out.missing > 0) notes.push(`${plural(out.missing, 'row')} left out: a value is missing.`)
  if (out.returned > 0) notes.push(`${plural(out.returned, 'row')} left out: a quantity below zero.`)
  if (out.free > 0) notes.push(`${plural(out.free, 'row')} left out: a price of zero or less.`)
  const rows = Int32Array.from(kept)
  const product = columns.product === null ? null : grouped(textsOf(table, columns.product))
  const time = columns.time === null ? null : textsOf(table, columns.time)
  const calendar = time && calendarOf(time, periodLength(columns.time ?? ''))
  if (time && !calendar) notes.push(`${columns.time} is neither a day nor a number: its order is not used.`)
  const demand = rowsAt(
    {
      quantity,
      price,
      product: product ?? { group: new Int32Array(table.rows), levels: 1 },
      store: columns.store === null ? null : grouped(textsOf(table, columns.store)),
      period: time && grouped(time),
      calendar: calendar ?? [],
      controls: controls.flatMap((control) => ('values' in control ? [control] : [])),
      kinds: controls.flatMap((control) => ('kind' in control ? [control.kind] : [])),
    },
    rows,
  )
  const truth = columns.truth === null ? null : lenientNumbers(table, columns.truth)
  const names = new Array<string>(demand.product.levels).fill('all')
  const known = new Float64Array(demand.product.levels).fill(Number.NaN)
  const texts = columns.product === null ? null : textsOf(table, columns.product)
  for (const [i, level] of demand.product.group.entries()) {
    const row = rows[i] ?? 0
    if (texts) names[level] = texts[row] ?? ''
    if (truth) known[level] = truth[row] ?? Number.NaN
  }
  return { demand, products: names, rows, truth: truth && known, notes }
}

/** Words become a grouping, yes and no become 1 and 0, numbers stay. */
function controlOf(
  table: Table,
  name: string,
): { readonly name: string; readonly values: Float64Array } | { readonly kind: Effect } {
  const column = table.columns.get(name)
  if (column?.kind !== 'text') return { name, values: numbersOf(table, name) }
  const filled = column.values.filter((value) => value !== null)
  if (filled.every((value) => Number.isFinite(Number(value.replaceAll(',', '')))))
    return { name, values: lenientNumbers(table, name) }
  const kinds = [...new Set(filled)].sort()
  if (kinds.length === 2)
    return {
      name: `${name}=${kinds[1]}`,
      values: Float64Array.from(column.values, (value) =>
        value === null ? Number.NaN : Number(value === kinds[1]),
      ),
    }
  if (kinds.length > MAX_KINDS)
    throw new Fault(
      `Control ${name} has ${kinds.length} different words.`,
      `Give numbers, or words of at most ${MAX_KINDS} kinds.`,
    )
  return { kind: grouped(column.values) }
}

/** Numbers also where they carry a currency sign or thousands separators: `$1,299.00`, `1.299,00`. */
function lenientNumbers(table: Table, name: string): Float64Array {
  const column = table.columns.get(name)
  if (column?.kind !== 'text') return numbersOf(table, name)
  const bare = column.values.map((value) => value?.replace(/[\s$€£¥%]|\b[A-Z]{3}\b/g, '') ?? null)
  const isComma = bare.some(
    (value) => value !== null && /,\d{1,2}$|^\d+,\d+$|\.\d{3},/.test(value) && !/,\d{3}$/.test(value),
  )
  return Float64Array.from(bare, (value, row) => {
    if (value === null || value === '') return Number.NaN
    const number = Number(isComma ? value.replaceAll('.', '').replace(',', '.') : value.replaceAll(',', ''))
    if (Number.isFinite(number)) return number
    throw new Fault(
      `Column "${name}" is no number: row ${row + 1} holds "${column.values[row]}".`,
      'Correct the value, or leave it empty.',
    )
  })
}

function grouped(texts: readonly (string | null)[]): Effect {
  const codes = new Map<string, number>()
  const group = Int32Array.from(texts, (text) => {
    const code = codes.get(text ?? '') ?? codes.size
    codes.set(text ?? '', code)
    return code
  })
  return { group, levels: codes.size }
}
