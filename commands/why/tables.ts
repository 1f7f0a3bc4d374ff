import { sum, sumOf } from '../../src/lib/sum.ts'
import type { Table } from '../../src/messages/message.ts'
import { type Dimension, isRatio, type Metric } from '../../src/metrics/metric.ts'
import { contributions, type RateSplit, splitRate } from '../../src/models/drivers/drivers.ts'
import type { MetricCells } from '../../src/report/locate-change.ts'
import type { SalesMovement } from '../../src/report/movement.ts'
import { roundedParts } from '../../src/report/rounded-parts.ts'
import { showPart, stepOf } from '../../src/report/say-movement.ts'
import { majorUnit, showFigure, showGain } from '../../src/report/show.ts'

const MEMBERS = 10

/** What GMV is made of. */
export function factorTable({ parts, totalCents }: SalesMovement, currency: string): Table {
  const names = { sessions: 'Sessions', orders: 'Orders', conversion: 'Conversion', aov: 'Average order' }
  const rounded = roundedParts(
    parts.map(({ cents }) => cents),
    majorUnit(currency),
  )
  const total = sum(rounded)
  return {
    kind: 'table',
    caption: 'What GMV is made of: the parts sum to the change',
    columns: [{ label: 'Factor' }, { label: 'Change of GMV', align: 'right' }],
    rows: [
      ...parts.map(({ name }, i) => [names[name], showGain(rounded[i] ?? 0, currency)]),
      ['Together', showGain(parts.length > 0 ? total : totalCents, currency)],
    ],
  }
}

/** Of a rate: rate and mix by each dimension, and the members of the strongest. Of a sum: its members. */
export function segmentTables(
  { cells: found, metric }: { readonly cells: MetricCells | null; readonly metric: Metric },
  currency: string,
): Table[] {
  if (!found) return []
  if (!isRatio(metric)) return sumTables(found, currency)
  const splits = found.dimensions.flatMap((dimension) => {
    const split = splitRate(found.cells, dimension)
    return split ? [{ dimension, split }] : []
  })
  const strongest = splits.toSorted((a, b) => spread(b.split) - spread(a.split))[0]
  if (!strongest) return []
  return [rateTable(metric, splits, currency), memberTable(metric, strongest, currency)]
}

interface BySplit {
  readonly dimension: Dimension
  readonly split: RateSplit
}

/** How far its members' effects lie from an even share: the dimension that tells most. */
function spread({ delta, members }: RateSplit): number {
  return Math.max(...members.map(({ rate, mix }) => Math.abs(rate + mix - delta / members.length)))
}

function rateTable(metric: Metric, splits: readonly BySplit[], currency: string): Table {
  return {
    kind: 'table',
    caption: `${metric.label}: the members' own rates, and the changed mix of them`,
    columns: [
      { label: 'By' },
      { label: 'Rates', align: 'right' },
      { label: 'Mix', align: 'right' },
      { label: 'Together', align: 'right' },
      { label: 'Note' },
    ],
    rows: splits.map(({ dimension, split }) => [
      dimension,
      ...shownParts(metric, [split.rate, split.mix], currency),
      split.isSimpson ? 'total against members' : '',
    ]),
  }
}

function memberTable(metric: Metric, { dimension, split }: BySplit, currency: string): Table {
  const value = (one: number | null) => showFigure(metric.unit, one, currency)
  const some = split.members.length > MEMBERS ? `, the ${MEMBERS} largest of ${split.members.length}` : ''
  return {
    kind: 'table',
    caption: `By ${dimension}${some}`,
    columns: [
      { label: dimension },
      { label: 'Usual', align: 'right' },
      { label: 'Value', align: 'right' },
      { label: 'Rate', align: 'right' },
      { label: 'Mix', align: 'right' },
      { label: 'Together', align: 'right' },
    ],
    rows: split.members
      .slice(0, MEMBERS)
      .map(({ member, before, after, rate, mix }) => [
        member,
        value(before),
        value(after),
        ...shownParts(metric, [rate, mix], currency),
      ]),
  }
}

/** Each part and their sum, rounded so that the row adds up. */
function shownParts(metric: Metric, parts: readonly number[], currency: string): string[] {
  const rounded = roundedParts(parts, stepOf(metric, currency))
  const total = sum(rounded)
  return [...rounded, total].map((part) => showPart(metric, part, currency))
}

function sumTables({ cells, dimensions, metric }: MetricCells, currency: string): Table[] {
  const all = dimensions.map((dimension) => ({ dimension, members: contributions(cells, dimension) }))
  const widest = all.toSorted(
    (a, b) => Math.abs(b.members[0]?.change ?? 0) - Math.abs(a.members[0]?.change ?? 0),
  )[0]
  if (!widest) return []
  const { dimension, members } = widest
  const value = (one: number) => showFigure(metric.unit, one, currency)
  const rows = members.slice(0, MEMBERS)
  const rest = members.slice(MEMBERS)
  const sum = (of: typeof members, pick: 'before' | 'after' | 'change') => sumOf(of, (one) => one[pick])
  const line = (label: string, of: typeof members) => [
    label,
    value(sum(of, 'before')),
    value(sum(of, 'after')),
    showPart(metric, sum(of, 'change'), currency),
  ]
  return [
    {
      kind: 'table',
      caption: `By ${dimension}: the parts sum to the change`,
      columns: [
        { label: dimension },
        { label: 'Usual', align: 'right' },
        { label: 'Value', align: 'right' },
        { label: 'Change', align: 'right' },
      ],
      rows: [
        ...rows.map((one) => line(one.member, [one])),
        ...(rest.length > 0 ? [line(`${rest.length} more`, rest)] : []),
        line('Together', members),
      ],
    },
  ]
}
