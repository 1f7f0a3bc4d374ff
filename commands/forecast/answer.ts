import { addDays, type Day, weekdayName } from '../../src/lib/days.ts'
import { sumOf } from '../../src/lib/sum.ts'
import { plural, showNumber, showPercent } from '../../src/lib/text.ts'
import type { Block, Chart, Message, Table } from '../../src/messages/message.ts'
import { isRatio, type Metric, type Point, type Scope, showScope } from '../../src/metrics/metric.ts'
import type { AsOf } from '../../src/metrics/read/as-of.ts'
import { showMove, showValue } from '../../src/metrics/read/show.ts'
import type { TooShort } from '../../src/models/anomaly/anomaly.ts'
import type { ModelCard } from '../../src/models/conversion/model-card.ts'
import type { OddsRatio } from '../../src/models/conversion/odds.ts'
import type { PriceEffect } from '../../src/models/conversion/what-if.ts'
import type { Forecast, ForecastDay } from '../../src/models/forecast/forecast.ts'
import { axisOf } from '../../src/report/say-kpis.ts'
import { sayModelCard } from '../../src/report/say-model-card.ts'
import { shortDay } from '../../src/report/show.ts'
import type { Locale } from '../../src/report/words/locale.ts'
import { type PastRecord, sayRecord } from './record.ts'
import { sayWhatIf } from './what-if.ts'

/** The conversion model in use, as far as people are told of it. */
export interface Drivers {
  readonly odds: readonly OddsRatio[]
  readonly price: PriceEffect | null
  readonly sessions: number
  readonly card: ModelCard
  readonly version: string
  /** half-open */
  readonly dataFrom: Day
  readonly dataTo: Day
}

interface Facts {
  readonly metric: Metric
  readonly scope: Scope
  readonly days: number
  readonly asOf: AsOf
  readonly points: readonly Point[]
  readonly calendar: ReadonlyMap<Day, string>
  readonly found: Forecast | TooShort
  readonly drivers: Drivers | null
  /** null: forecasts of this scope are not kept */
  readonly record: PastRecord | null
  readonly priceChange: number | null
}

const MAX_ROWS = 14
const MAX_DRIVERS = 8
const MAX_ODDS = 20
/** what a native chart shows */
const MAX_POINTS = 20
/** One merchant who sells on two days is one merchant: these days do not add up. */
const NOT_ADDED = new Set(['active_merchants'])

export function sayForecast(facts: Facts, locale: Locale): Message {
  const { currency } = locale
  const { metric, scope, found, asOf, days } = facts
  const name = scope === 'all' ? metric.label : `${metric.label} of ${showScope(scope)}`
  if (found.kind === 'too-short') {
    const text = `${name} cannot be forecast yet: ${plural(found.have, 'day')} of data, ${found.need} are needed.`
    return { text, blocks: [{ kind: 'text', spans: text }, source(facts)] }
  }
  const next = addDays(asOf.day, 1)
  const [from, last] = [found.days[0]?.day ?? next, found.days.at(-1)?.day ?? next]
  const text = `${name}, ${from} to ${last}: ${headline(facts, found, currency)}`
  return {
    text,
    blocks: [
      {
        kind: 'header',
        text: `${name}: ${from === next ? `next ${plural(days, 'day')}` : from === last ? from : `${from} to ${last}`}`,
      },
      { kind: 'text', spans: [{ text: headline(facts, found, currency), style: 'bold' }] },
      { kind: 'text', spans: against(facts, found, currency) },
      ...(facts.priceChange === null
        ? []
        : sayWhatIf(found.total, facts.drivers?.price ?? null, facts.priceChange)),
      chart(facts, found, locale),
      table(facts, found, currency),
      ...(metric.name === 'conversion' ? drivers(facts) : []),
      { kind: 'context', spans: trust(facts, found) },
      ...(facts.record ? [{ kind: 'context' as const, spans: sayRecord(facts.record) }] : []),
      source(facts),
    ],
  }
}

/** `3.31 % (80 %: 3.10 % to 3.52 %)`; a sum in total, and a day. */
function headline({ metric, days }: Facts, { total }: Forecast, currency: string): string {
  const show = (value: number) => showValue(metric.unit, rounded(metric, value), currency)
  const range = ({ expected, low, high }: Pick<ForecastDay, 'expected' | 'low' | 'high'>) =>
    `${show(expected)} (80 %: ${show(low)} to ${show(high)})`
  if (isRatio(metric) || days === 1) return range(total)
  const { expected, low, high } = total
  const daily = { expected: expected / days, low: low / days, high: high / days }
  return NOT_ADDED.has(metric.name)
    ? `${range(daily)} a day`
    : `${range(total)}, ${show(daily.expected)} a day`
}

/** Against as many days before, those without data left out. */
function against({ metric, points, days, calendar }: Facts, { total }: Forecast, currency: string): string {
  const recent = points.slice(-days).filter(({ value }) => value !== null)
  const of = sumOf(recent, (point) => point.of)
  const over = isRatio(metric) ? sumOf(recent, (point) => point.over) : recent.length
  if (over === 0) return `No value in the ${plural(days, 'day')} before.`
  const expected = isRatio(metric) ? total.expected : total.expected / days
  const before = showValue(metric.unit, rounded(metric, of / over), currency)
  const a = isRatio(metric) ? '' : ' a day'
  const special = new Set(recent.flatMap(({ day }) => calendar.get(day) ?? []))
  const withThem = special.size > 0 ? ` (with ${[...special].join(', ')})` : ''
  const move = showMove(metric.unit, expected, of / over)
  return `${before}${a} in the ${plural(days, 'day')} before${withThem}: ${move}.`
}

/**
 * What was and what is expected as one line, and its range: of every series a value for every day, as Slack asks. Up to
 * the last day with data the range has no width.
 */
function chart({ metric, points, days }: Facts, found: Forecast, locale: Locale): Chart {
  const past = points.slice(-Math.max(6, MAX_POINTS - days)).filter(({ value }) => value !== null)
  const { scale, unit } = axisOf(metric, locale)
  const drawn = (value: number | null) => (value === null ? null : Number((value * scale).toPrecision(4)))
  const before = past.map(({ value }) => drawn(value))
  const ahead = (pick: (day: ForecastDay) => number) => [
    ...before,
    ...found.days.map((day) => drawn(pick(day))),
  ]
  const [first] = found.days
  return {
    kind: 'chart',
    title: `${metric.label}${first ? `, expected from ${shortDay(first.day)}` : ''}`,
    type: 'line',
    categories: [...past.map(({ day }) => shortDay(day)), ...found.days.map(({ day }) => shortDay(day))],
    series: [
      { label: 'Actual, then expected', values: ahead((day) => day.expected) },
      { label: 'Low', values: ahead((day) => day.low) },
      { label: 'High', values: ahead((day) => day.high) },
    ],
    unit,
  }
}

function table({ metric }: Facts, { days, unknownDays, namedDays }: Forecast, currency: string): Table {
  const show = (value: number) => showValue(metric.unit, rounded(metric, value), currency)
  const unknown = new Set(unknownDays)
  const note = (day: Day) => `${namedDays.get(day) ?? ''}${unknown.has(day) ? ' (never seen before)' : ''}`
  const shown = days.slice(0, MAX_ROWS)
  const isNoted = shown.some(({ day }) => namedDays.has(day))
  return {
    kind: 'table',
    caption: shown.length < days.length ? `First ${shown.length} of ${days.length} days` : 'Day by day',
    columns: [
      { label: 'Day' },
      { label: metric.label, align: 'right' },
      { label: '80 % interval', align: 'right' },
      ...(isNoted ? [{ label: 'Note' }] : []),
    ],
    rows: shown.map(({ day, expected, low, high }) => [
      `${weekdayName(day).slice(0, 3)} ${day}`,
      show(expected),
      `${show(low)} to ${show(high)}`,
      ...(isNoted ? [note(day)] : []),
    ]),
  }
}

function drivers({ drivers: known, scope }: Facts): Block[] {
  if (!known)
    return [{ kind: 'text', spans: 'What drives it is not known: no conversion model has been trained yet.' }]
  return [
    {
      kind: 'table',
      caption: `What goes with buying${scope === 'all' ? '' : ' in the whole shop'}: odds of a purchase, all else equal`,
      columns: [
        { label: 'Session' },
        { label: 'Odds', align: 'right' },
        { label: '95 % interval', align: 'right' },
        { label: 'For' },
      ],
      rows: known.odds
        .slice(0, MAX_DRIVERS)
        .map((one) => [
          named(one.name),
          ...oddsOf(one),
          one.per === 'yes' ? 'yes against no' : 'one standard deviation more',
        ]),
    },
  ]
}

/** Nobody buys what is out of stock: such odds have no end, and their digits say nothing. */
function oddsOf({ ratio, low, high }: OddsRatio): [string, string] {
  if (ratio > MAX_ODDS) return [`over ${MAX_ODDS}`, '–']
  if (ratio < 1 / MAX_ODDS) return [`under 1/${MAX_ODDS}`, '–']
  return [`× ${ratio.toFixed(2)}`, `${low.toFixed(2)} to ${high.toFixed(2)}`]
}

/** `cart_adds` as people say it; `device = tablet` stays. */
function named(term: string): string {
  return term.replaceAll('_cents', '').replaceAll('duration_s', 'duration').replaceAll('_', ' ')
}

function trust({ metric, drivers: known }: Facts, { members, skill, origins }: Forecast): string {
  const parts = isRatio(metric) ? ` on both parts of ${metric.label.toLowerCase()}` : ''
  const error = skill === null ? '' : `; its error was ${skill.toFixed(2)} times that of repeating last week`
  const how = `${blend(members)}${parts}, intervals from ${plural(origins, 'past forecast')}${error}.`
  if (!known) return how
  const { card, version, sessions, dataFrom, dataTo } = known
  return `${how} Drivers: model version ${version}, trained that night on ${showNumber(sessions)} sessions of ${dataFrom} to ${addDays(dataTo, -1)}. On ${showNumber(card.rows)} later ones: ${sayModelCard(card)}. Association, not cause.`
}

/** `Mean of theta (31 %) and damped Holt-Winters (28 %)`; one alone has no share. */
function blend(members: Forecast['members']): string {
  const [only, ...more] = members
  if (more.length === 0) return `Method: ${only?.name ?? 'none'}`
  return `Mean of ${members.map(({ name, share }) => `${name} (${showPercent(share, 0)})`).join(', ')}`
}

function source({ asOf, points }: Facts): Block {
  const short = asOf.short.length > 0 ? `; later days are not whole yet` : ''
  const known = points.filter(({ value }) => value !== null).length
  return {
    kind: 'context',
    spans: `Data to ${asOf.day}, ${plural(known, 'day')} of mart_kpi${short}. 80 % interval: one day in five lies outside.`,
  }
}

/** Counts are shown whole. */
function rounded(metric: Metric, value: number): number {
  return metric.unit === 'count' && value >= 10 ? Math.round(value) : value
}
