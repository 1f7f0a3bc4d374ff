import { majorUnit } from '../../src/lib/money.ts'
import { sum, sumOf } from '../../src/lib/sum.ts'
import type { Table } from '../../src/messages/message.ts'
import { type Dimension, isRatio, type Metric } from '../../src/metrics/metric.ts'
import { contributions, type RateSplit, splitRate } from '../../src/models/drivers/drivers.ts'
import type { MetricCells } from '../../src/report/locate-change.ts'
import type { SalesMovement } from '../../src/report/movement.ts'
import { roundedParts } from '../../src/report/rounded-parts.ts'
import { stepOf } from '../../src/report/say-movement.ts'
import type { Locale } from '../../src/report/words/locale.ts'

const MEMBERS = 10

/** What GMV is made of. */
export function factorTable({ parts, totalCents }: SalesMovement, locale: Locale): Table {
  const { columns, factorCaption, factorTitles } = locale.words.drivers
  const rounded = roundedParts(
    parts.map(({ cents }) => cents),
    majorUnit(locale.currency),
  )
  const total = sum(rounded)
  return {
    kind: 'table',
    caption: factorCaption,
    columns: [{ label: columns.factor }, { label: columns.changeOfGmv, align: 'right' }],
    rows: [
      ...parts.map(({ name }, i) => [factorTitles[name], locale.gain(rounded[i] ?? 0)]),
      [columns.total, locale.gain(parts.length > 0 ? total : totalCents)],
    ],
  }
}

/** What a day is compared with is its usual value; of a period it is the one before, which captions name. */
export interface Against {
  readonly column: string
  readonly caption: (text: string) => string
}

/** Of a rate: rate and mix by each dimension, and the members of the strongest. Of a sum: its members. */
export function segmentTables(
  { cells: found, metric }: { readonly cells: MetricCells | null; readonly metric: Metric },
  locale: Locale,
  against: Against = { column: locale.words.drivers.columns.usual, caption: (text) => text },
): Table[] {
  if (!found) return []
  if (!isRatio(metric)) return sumTables(found, locale, against)
  const splits = found.dimensions.flatMap((dimension) => {
    const split = splitRate(found.cells, dimension)
    return split ? [{ dimension, split }] : []
  })
  const strongest = splits.toSorted((a, b) => spread(b.split) - spread(a.split))[0]
  if (!strongest) return []
  const tables = [rateTable(metric, splits, locale), memberTable(metric, strongest, locale, against.column)]
  return tables.map((table) => ({ ...table, caption: against.caption(table.caption) }))
}

interface BySplit {
  readonly dimension: Dimension
  readonly split: RateSplit
}

/** How far its members' effects lie from an even share: the dimension that tells most. */
function spread({ delta, members }: RateSplit): number {
  return Math.max(...members.map(({ rate, mix }) => Math.abs(rate + mix - delta / members.length)))
}

function rateTable(metric: Metric, splits: readonly BySplit[], locale: Locale): Table {
  const { drivers, metrics } = locale.words
  const { by, rates, mix, total, note } = drivers.columns
  const isNoted = splits.some(({ split }) => split.isSimpson)
  return {
    kind: 'table',
    caption: drivers.rateCaption(metrics.label(metric)),
    columns: [
      { label: by },
      ...[rates, mix, total].map((label) => ({ label, align: 'right' as const })),
      ...(isNoted ? [{ label: note }] : []),
    ],
    rows: splits.map(({ dimension, split }) => [
      metrics.dimension(dimension),
      ...shownParts(metric, [split.rate, split.mix], locale),
      ...(isNoted ? [split.isSimpson ? drivers.againstMembers : ''] : []),
    ]),
  }
}

function memberTable(metric: Metric, { dimension, split }: BySplit, locale: Locale, usual: string): Table {
  const { drivers, metrics } = locale.words
  const { value: now, rate: ownRate, mix: changedMix, total } = drivers.columns
  const value = (one: number | null) => locale.figure(metric.unit, one)
  const named = metrics.dimension(dimension)
  const all = split.members.length
  return {
    kind: 'table',
    caption: all > MEMBERS ? drivers.memberCaptionOf(named, MEMBERS, all) : drivers.memberCaption(named),
    columns: [
      { label: metrics.dimensionTitle(dimension) },
      ...[usual, now, ownRate, changedMix, total].map((label) => ({ label, align: 'right' as const })),
    ],
    rows: split.members
      .slice(0, MEMBERS)
      .map(({ member, before, after, rate, mix }) => [
        member,
        value(before),
        value(after),
        ...shownParts(metric, [rate, mix], locale),
      ]),
  }
}

/** Each part and their sum, rounded so that the row adds up. */
function shownParts(metric: Metric, parts: readonly number[], locale: Locale): string[] {
  const rounded = roundedParts(parts, stepOf(metric, locale.currency))
  const total = sum(rounded)
  return [...rounded, total].map((part) => locale.part(metric.unit, part))
}

function sumTables({ cells, dimensions, metric }: MetricCells, locale: Locale, against: Against): Table[] {
  const all = dimensions.map((dimension) => ({ dimension, members: contributions(cells, dimension) }))
  const widest = all.toSorted(
    (a, b) => Math.abs(b.members[0]?.change ?? 0) - Math.abs(a.members[0]?.change ?? 0),
  )[0]
  if (!widest) return []
  const { dimension, members } = widest
  const { drivers, metrics } = locale.words
  const columns = drivers.columns
  const value = (one: number) => locale.figure(metric.unit, one)
  const rows = members.slice(0, MEMBERS)
  const rest = members.slice(MEMBERS)
  const sum = (of: typeof members, pick: 'before' | 'after' | 'change') => sumOf(of, (one) => one[pick])
  const line = (label: string, of: typeof members) => [
    label,
    value(sum(of, 'before')),
    value(sum(of, 'after')),
    locale.part(metric.unit, sum(of, 'change')),
  ]
  return [
    {
      kind: 'table',
      caption: against.caption(drivers.sumCaption(metrics.dimension(dimension))),
      columns: [
        { label: metrics.dimensionTitle(dimension) },
        ...[against.column, columns.value, columns.change].map((label) => ({
          label,
          align: 'right' as const,
        })),
      ],
      rows: [
        ...rows.map((one) => line(one.member, [one])),
        ...(rest.length > 0 ? [line(drivers.more(rest.length), rest)] : []),
        line(columns.total, members),
      ],
    },
  ]
}
