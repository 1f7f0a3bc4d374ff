import type { Table } from '../../lake/ingest/read-table.ts'
import { Fault } from '../../lib/errors.ts'
import { sum } from '../../lib/sum.ts'
import { plural } from '../../lib/text.ts'
import {
  type ArmMean,
  addPair,
  armMean,
  armRatio,
  armShare,
  armsAdjusted,
  noPairs,
  type PairSums,
} from '../../stats/tests/arm-mean.ts'
import { upperCap } from '../../stats/tests/winsorise.ts'
import { columnNumbers } from './columns.ts'
import type { Units } from './units.ts'

/** A metric by arm: all that a comparison needs. */
export interface ArmMetric {
  readonly name: string
  readonly kind: 'share' | 'mean' | 'ratio'
  readonly arms: readonly ArmMean[]
  /** with what was known before the start taken out; null where that was not asked for or cannot be */
  adjusted(control: number, treated: number): { readonly control: ArmMean; readonly treated: ArmMean } | null
  /** what `arms` are beside `adjusted`, as the baseline is called */
  readonly plainly?: string
  readonly notes: readonly string[]
}

/** An amount a unit, NaN where it is not known. */
type PerUnit = Float64Array

/**
 * A column, or `revenue/orders`: two columns as a ratio (`/rows` counts rows). A unit's amounts are added up; yes and no
 * is yes where any row is.
 */
export function metricOf(table: Table, units: Units, named: string, pre: string | null): ArmMetric {
  const cut = table.columns.has(named) ? -1 : named.indexOf('/')
  if (cut > 0) return ratioOf(table, units, [named.slice(0, cut).trim(), named.slice(cut + 1).trim()])
  const values = columnNumbers(table, named)
  const isShare = values.every((value) => Number.isNaN(value) || value === 0 || value === 1)
  const perUnit = addUp(units, values)
  if (isShare) for (let i = 0; i < perUnit.length; i++) if ((perUnit[i] ?? 0) > 1) perUnit[i] = 1
  const cap = isShare ? null : upperCap(known(perUnit))
  const capped = cap === null ? perUnit : perUnit.map((value) => Math.min(value, cap))
  const past = pre === null ? null : pastOf(units, columnNumbers(table, pre), perUnit)
  const sums = sumsByArm(units, capped, past?.values ?? null)
  enough(named, units, sums)
  return {
    name: named,
    kind: isShare ? 'share' : 'mean',
    arms: sums.map((one) => (isShare ? armShare({ hits: one.sum, of: one.count }) : armMean(one))),
    adjusted: (control, treated) => {
      const [a, b] = [sums[control], sums[treated]]
      return past && a && b ? armsAdjusted(a, b) : null
    },
    notes: [...leftOut(named, perUnit), ...capNote(named, perUnit, cap), ...(past?.notes ?? [])],
  }
}

function ratioOf(table: Table, units: Units, [top, bottom]: readonly [string, string]): ArmMetric {
  const isRows = bottom === 'rows' && !table.columns.has(bottom)
  const over = isRows ? new Float64Array(table.rows).fill(1) : columnNumbers(table, bottom)
  const of = columnNumbers(table, top)
  // a row counts for both or for neither
  const isWhole = of.map((value, row) => (Number.isNaN(value) || Number.isNaN(over[row]) ? Number.NaN : 1))
  const [ofUnit, overUnit] = [of, over].map((column) =>
    addUp(
      units,
      column.map((value, row) => value * (isWhole[row] ?? Number.NaN)),
    ),
  ) as [PerUnit, PerUnit]
  const name = `${top}/${bottom}`
  const cap = upperCap(known(ofUnit))
  const capped = cap === null ? ofUnit : ofUnit.map((value) => Math.min(value, cap))
  const sums = sumsByArm(units, capped, overUnit)
  enough(name, units, sums)
  const empty = sums.findIndex(({ otherSum }) => otherSum === 0)
  if (empty >= 0)
    throw new Fault(
      `"${bottom}" is 0 throughout arm "${units.names[empty]}".`,
      'Name a column to divide by that counts something.',
    )
  return {
    name,
    kind: 'ratio',
    arms: sums.map(armRatio),
    adjusted: () => null,
    notes: [
      ...leftOut(name, ofUnit),
      ...capNote(name, ofUnit, cap),
      `${name} is a ratio of sums, its interval by the delta method over units.`,
    ],
  }
}

function addUp({ armOf, unitOf }: Units, values: Float64Array): PerUnit {
  const sums = new Float64Array(armOf.length).fill(Number.NaN)
  unitOf.forEach((unit, row) => {
    const value = values[row] ?? Number.NaN
    if (unit >= 0 && !Number.isNaN(value))
      sums[unit] = (Number.isNaN(sums[unit]) ? 0 : (sums[unit] ?? 0)) + value
  })
  return sums
}

/** What was known of a unit before: its first value; the mean where there is none, which takes nothing away. */
function pastOf({ armOf, unitOf }: Units, values: Float64Array, outcome: PerUnit) {
  const past = new Float64Array(armOf.length).fill(Number.NaN)
  unitOf.forEach((unit, row) => {
    if (unit >= 0 && Number.isNaN(past[unit])) past[unit] = values[row] ?? Number.NaN
  })
  const told = past.filter((value, i) => !Number.isNaN(value) && !Number.isNaN(outcome[i]))
  const usual = told.length === 0 ? 0 : sum(told) / told.length
  const missing = past.length - told.length
  return {
    values: past.map((value) => (Number.isNaN(value) ? usual : value)),
    notes:
      missing > 0 ? [`${plural(missing, 'unit')} without a past count as average before the start.`] : [],
  }
}

function sumsByArm({ names, armOf }: Units, values: PerUnit, others: PerUnit | null): PairSums[] {
  const sums = names.map(noPairs)
  for (let unit = 0; unit < values.length; unit++) {
    const [value, other] = [values[unit] ?? Number.NaN, others?.[unit] ?? 0]
    const arm = sums[armOf[unit] ?? 0]
    if (!arm || Number.isNaN(value)) continue
    addPair(arm, value, other)
  }
  return sums
}

function enough(name: string, { names }: Units, sums: readonly PairSums[]): void {
  const short = sums.findIndex(({ count }) => count < 2)
  if (short >= 0)
    throw new Fault(
      `Arm "${names[short]}" has ${plural(sums[short]?.count ?? 0, 'value')} of "${name}", at least 2 are needed.`,
      'Wait for more, or leave the arm out of the file.',
    )
}

function known(values: PerUnit): Float64Array {
  return values.filter((value) => !Number.isNaN(value))
}

function leftOut(name: string, values: PerUnit): string[] {
  const missing = values.length - known(values).length
  return missing > 0 ? [`${plural(missing, 'unit')} left out of ${name}: no value.`] : []
}

function capNote(name: string, values: PerUnit, cap: number | null): string[] {
  const above = cap === null ? 0 : values.filter((value) => value > cap).length
  if (cap === null || above === 0) return []
  const most = known(values).reduce((so, value) => Math.max(so, value), Number.NEGATIVE_INFINITY)
  const show = (value: number) => value.toLocaleString('en-US', { maximumFractionDigits: 2 })
  return [
    `${name} is winsorised at its 99.9th percentile, ${show(cap)}: ${plural(above, 'unit')} lay above, the largest at ${show(most)}.`,
  ]
}
