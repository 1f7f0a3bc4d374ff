import { type Day, weekdayName } from '../../src/lib/days.ts'
import { plural } from '../../src/lib/text.ts'
import type { Message, Span, Table } from '../../src/messages/message.ts'
import { type Dimension, isRatio, type Metric, type Scope } from '../../src/metrics/metric.ts'
import { contributions, type RateSplit, splitRate } from '../../src/models/drivers/drivers.ts'
import type { ChartedKpi } from '../../src/report/chart-kpi.ts'
import type { Comparison } from '../../src/report/compare.ts'
import type { LocatedChange, MetricCells } from '../../src/report/locate-change.ts'
import type { SalesMovement } from '../../src/report/movement.ts'
import { roundedParts } from '../../src/report/rounded-parts.ts'
import { dataAsOf } from '../../src/report/say-data.ts'
import { againstUsual, kpiChart } from '../../src/report/say-kpis.ts'
import { saySales, saySegment, showPart, stepOf } from '../../src/report/say-movement.ts'
import { longDay, majorUnit, metricName, shortDay, showFigure, showGain } from '../../src/report/show.ts'

export interface WhyAnswer {
  readonly metric: Metric
  readonly scope: Scope
  readonly day: Day
  readonly asOf: Day
  /** null: no value on the day */
  readonly compared: Comparison | null
  /** the days it is compared with */
  readonly before: readonly Day[]
  /** the promotion the day is named for */
  readonly dayName: string | null
  readonly sales: SalesMovement | null
  readonly cells: MetricCells | null
  readonly located: LocatedChange | null
  readonly charted: ChartedKpi
}

const MEMBERS = 10

/** One sentence, then what the change is made of, by each dimension and by the members of the strongest. */
export function sayWhy(answer: WhyAnswer, currency: string): Message {
  const { metric, scope, compared, located, sales, charted, day } = answer
  const name = metricName(metric, scope)
  const against = compared && againstUsual(compared, currency)
  if (against === null) return nothingToSay(answer, name, currency)
  const normal = compared?.mark === 'normal' ? '; it scatters that much on ordinary days' : ''
  const lead = `${name} on ${longDay(day)}: ${against}${normal}.`
  const reason = [
    ...(sales ? [...saySales(sales, currency), ' '] : []),
    ...(located ? saySegment(located, currency) : []),
  ]
  return {
    text: `${lead} ${plain(reason)}`.trim(),
    blocks: [
      { kind: 'header', text: `Why ${name}?` },
      {
        kind: 'text',
        spans: [
          lead,
          ...(reason.length > 0
            ? [' ', ...reason]
            : [
                ' It is not kept by several dimensions at once, so it is not located; /kpi shows its slices.',
              ]),
        ],
      },
      ...(sales ? [factors(sales, currency)] : []),
      ...partsOf(answer, currency),
      kpiChart(charted, `${metric.label}, ${plural(charted.days.length, 'day')}`, currency),
      { kind: 'context', spans: source(answer) },
    ],
  }
}

function nothingToSay({ metric, day, compared, asOf }: WhyAnswer, name: string, currency: string): Message {
  const text = compared
    ? `${name} on ${longDay(day)}: ${showFigure(metric.unit, compared.today.value, currency)}, with fewer than two ordinary ${weekdayName(day)}s in the eight weeks before to compare it with.`
    : `${name}: no data on ${longDay(day)}.`
  const spans = `${metric.definition} ${dataAsOf(asOf)}.`
  return {
    text,
    blocks: [
      { kind: 'text', spans: text },
      { kind: 'context', spans },
    ],
  }
}

function factors({ parts, totalCents }: SalesMovement, currency: string): Table {
  const names = { sessions: 'Sessions', orders: 'Orders', conversion: 'Conversion', aov: 'Average order' }
  const rounded = roundedParts(
    parts.map(({ cents }) => cents),
    majorUnit(currency),
  )
  const total = rounded.reduce((sum, part) => sum + part, 0)
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
function partsOf({ cells: found, metric }: WhyAnswer, currency: string): Table[] {
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
  const total = rounded.reduce((sum, part) => sum + part, 0)
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
  const sum = (of: typeof members, pick: 'before' | 'after' | 'change') =>
    of.reduce((total, one) => total + one[pick], 0)
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

function source({ metric, before, dayName, day, asOf }: WhyAnswer): string {
  const days = before.map(shortDay).join(', ')
  const promo =
    dayName === null ? '' : ` ${longDay(day)} is a day of ${dayName}; it is compared with ordinary days.`
  return `Located in, not caused by. Usual: the mean of ${weekdayName(day)} ${days}, days of a campaign left out.${promo} ${metric.definition} Source: ${sourceOf(metric)}, data as of ${longDay(asOf)}.`
}

function sourceOf({ mart }: Metric): string {
  return /^\w+$/.test(mart) ? mart : 'the marts'
}

function plain(spans: readonly (string | Span)[]): string {
  return spans.map((span) => (typeof span === 'string' ? span : span.text)).join('')
}
