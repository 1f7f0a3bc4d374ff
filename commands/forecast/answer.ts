import type { KnownProduct } from '../../src/ask/vocabulary.ts'
import { addDays, type Day } from '../../src/lib/days.ts'
import { sumOf } from '../../src/lib/sum.ts'
import type { Block, Chart, Message, Table } from '../../src/messages/message.ts'
import { isRatio, type Metric, type Point, type Scope } from '../../src/metrics/metric.ts'
import type { TooShort } from '../../src/models/anomaly/finding.ts'
import type { Forecast, ForecastDay } from '../../src/models/forecast/forecast.ts'
import type { AsOf } from '../../src/models/wholeness/whole-day.ts'
import { marksOn } from '../../src/report/chart-kpi.ts'
import { dataAsOf } from '../../src/report/say-data.ts'
import { axisOf } from '../../src/report/say-kpis.ts'
import { sayModelCard } from '../../src/report/say-model-card.ts'
import { sayMetric } from '../../src/report/say-segment.ts'
import type { Locale } from '../../src/report/words/locale.ts'
import { type Drivers, driverTable } from './drivers.ts'
import { type PastRecord, sayRecord } from './record.ts'
import { sayWhatIf } from './what-if.ts'

interface Facts {
  readonly metric: Metric
  readonly scope: Scope
  /** whose units they are; null: those of a segment */
  readonly product: KnownProduct | null
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
const MAX_NOT_SEEN = 5
/** what a native chart shows */
const MAX_POINTS = 20
/** One merchant who sells on two days is one merchant: these days do not add up. */
const NOT_ADDED = new Set(['active_merchants'])

export function sayForecast(facts: Facts, locale: Locale): Message {
  const { metric, scope, product, found, asOf, days, priceChange } = facts
  const { forecast, metrics } = locale.words
  const name = product
    ? `${metrics.label(metric)} · ${[product.title, product.id].filter(Boolean).join(' · ')}`
    : sayMetric(metric, scope, locale)
  if (found.kind === 'too-short') {
    const text = forecast.tooShort(name, found.have, found.need)
    return { text, blocks: [{ kind: 'text', spans: text }, source(facts, locale)] }
  }
  const next = addDays(asOf.day, 1)
  const [from, last] = [found.days[0]?.day ?? next, found.days.at(-1)?.day ?? next]
  const when = from === last ? locale.longDay(from) : forecast.fromTo(from, last)
  const said = headline(facts, found, locale)
  const lead = forecast.text(name, when, said)
  const effect = facts.drivers?.price ?? null
  return {
    text: lead,
    blocks: [
      { kind: 'header', text: forecast.title(name, from === next ? forecast.nextDays(days) : when) },
      { kind: 'text', spans: [{ text: lead, style: 'bold' }] },
      { kind: 'text', spans: against(facts, found, locale) },
      ...notSeen(found, locale),
      ...(priceChange === null ? [] : sayWhatIf(found.total, { effect, change: priceChange }, locale)),
      chart(facts, found, locale),
      table(facts, found, locale),
      ...(metric.name === 'conversion' ? [driverTable(facts, locale)] : []),
      { kind: 'context', spans: trust(facts, found, locale) },
      ...(facts.record ? [{ kind: 'context' as const, spans: sayRecord(facts.record, locale) }] : []),
      source(facts, locale),
    ],
  }
}

/** `3.31 % (80 %: 3.10 % to 3.52 %)`; a sum in total, and a day. */
function headline({ metric, days }: Facts, { total }: Forecast, locale: Locale): string {
  const { forecast } = locale.words
  const inAll = shown(metric, total, locale)
  if (isRatio(metric) || days === 1) return forecast.range(inAll)
  const { expected, low, high } = total
  const daily = shown(metric, { expected: expected / days, low: low / days, high: high / days }, locale)
  return NOT_ADDED.has(metric.name)
    ? forecast.aDay(forecast.range(daily))
    : forecast.withDaily(forecast.range(inAll), forecast.aDay(daily.expected))
}

/** The days ahead that this shop has no example of: nothing else says that they may be far from what is expected. */
function notSeen({ days, unknownDays, namedDays }: Forecast, { words, shortDay }: Locale): Block[] {
  const unknown = new Set(unknownDays)
  // of a promotion of several days the first stands for it
  const named = days.flatMap(({ day }) => {
    const name = unknown.has(day) ? (namedDays.get(day) ?? '') : null
    return name === null || namedDays.get(addDays(day, -1)) === name ? [] : [{ name, day }]
  })
  if (named.length === 0) return []
  const first = named
    .slice(0, MAX_NOT_SEEN)
    .map(({ name, day }) => `${words.calendar.dayName(name)} (${shortDay(day)})`)
  return [{ kind: 'text', spans: words.forecast.notSeen(first, named.length - first.length) }]
}

/** Against as many days before, a week at least, those without data left out: one day alone says little of another. */
function against({ metric, points, days, calendar }: Facts, { total }: Forecast, locale: Locale): string {
  const { forecast } = locale.words
  const back = Math.max(7, days)
  const recent = points.slice(-back).filter(({ value }) => value !== null)
  const of = sumOf(recent, (point) => point.of)
  const over = isRatio(metric) ? sumOf(recent, (point) => point.over) : recent.length
  if (over === 0) return forecast.noneBefore(back)
  const expected = isRatio(metric) ? total.expected : total.expected / days
  const before = showRounded(metric, of / over, locale)
  return forecast.before({
    value: isRatio(metric) ? before : forecast.aDay(before),
    days: back,
    campaigns: [...new Set(recent.flatMap(({ day }) => calendar.get(day) ?? []))],
    move: locale.move(metric.unit, expected, of / over),
  })
}

/**
 * What was and what is expected as one line, and its range: of every series a value for every day, as Slack asks. Up to
 * the last day with data the range has no width.
 */
function chart({ metric, points, days, calendar }: Facts, found: Forecast, locale: Locale): Chart {
  const { forecast, metrics } = locale.words
  const past = points.slice(-Math.max(6, MAX_POINTS - days)).filter(({ value }) => value !== null)
  const { scale, unit } = axisOf(metric, locale)
  const drawn = (value: number | null) => (value === null ? null : Number((value * scale).toPrecision(4)))
  const before = past.map(({ value }) => drawn(value))
  const ahead = (pick: (day: ForecastDay) => number) => [
    ...before,
    ...found.days.map((day) => drawn(pick(day))),
  ]
  const [first] = found.days
  const label = metrics.label(metric)
  const marks = marksOn(
    [...past, ...found.days].map(({ day }) => day),
    new Map([...calendar, ...found.namedDays]),
  )
  return {
    kind: 'chart',
    title: first ? forecast.chart(label, first.day) : label,
    type: 'line',
    categories: [...past, ...found.days].map(({ day }) => locale.shortDay(day)),
    series: [
      { label: forecast.lines.expected, values: ahead((day) => day.expected) },
      { label: forecast.lines.low, values: ahead((day) => day.low) },
      { label: forecast.lines.high, values: ahead((day) => day.high) },
    ],
    unit,
    ...(marks.length > 0 && { marks }),
  }
}

function table({ metric }: Facts, { days, unknownDays, namedDays }: Forecast, locale: Locale): Table {
  const { calendar, forecast, metrics } = locale.words
  const unknown = new Set(unknownDays)
  const note = (day: Day) => {
    const name = calendar.dayName(namedDays.get(day) ?? '')
    return unknown.has(day) ? forecast.neverSeen(name) : name
  }
  const first = days.slice(0, MAX_ROWS)
  const isNoted = first.some(({ day }) => namedDays.has(day))
  return {
    kind: 'table',
    caption: first.length < days.length ? forecast.firstDays(first.length, days.length) : forecast.dayByDay,
    columns: [
      { label: forecast.columns.day },
      { label: metrics.label(metric), align: 'right' },
      { label: forecast.columns.interval, align: 'right' },
      ...(isNoted ? [{ label: forecast.columns.note }] : []),
    ],
    rows: first.map((one) => {
      const { expected, low, high } = shown(metric, one, locale)
      return [
        locale.longDay(one.day),
        expected,
        forecast.interval(low, high),
        ...(isNoted ? [note(one.day)] : []),
      ]
    }),
  }
}

function trust({ metric, drivers: known }: Facts, found: Forecast, locale: Locale): string {
  const { words, number } = locale
  const { forecast, metrics, paragraph } = words
  const how = forecast.how({
    blend: blend(found.members, locale),
    partsOf: isRatio(metric) ? metrics.label(metric) : null,
    origins: found.origins,
    skill: found.skill === null ? null : number(found.skill, 2),
  })
  if (!known) return how
  const { card, version, sessions, dataFrom, dataTo } = known
  const trained = forecast.trained({
    ...{ version, sessions, rows: card.rows, card: sayModelCard(card, locale) },
    from: dataFrom,
    to: addDays(dataTo, -1),
  })
  return paragraph([how, trained])
}

/** `Mean of theta (31 %) and damped Holt-Winters (28 %)`; one alone has no share. */
function blend(members: Forecast['members'], { words: { forecast }, percent }: Locale): string {
  const [only, ...more] = members
  if (more.length === 0) return forecast.onlyMethod(only ? forecast.method(only.name) : forecast.noMethod)
  return forecast.blend(
    members.map(({ name, share }) => ({ name: forecast.method(name), share: percent(share, 0) })),
  )
}

function source({ asOf, points }: Facts, locale: Locale): Block {
  const known = points.filter(({ value }) => value !== null).length
  const text = locale.words.forecast.source(dataAsOf(asOf.day, locale), known, asOf.missing.length > 0)
  return { kind: 'context', spans: text }
}

/** No finer than the range bears. */
function shown(
  metric: Metric,
  { expected, low, high }: Pick<ForecastDay, 'expected' | 'low' | 'high'>,
  { estimate }: Locale,
) {
  const { value, ...range } = estimate(metric.unit, { value: expected, low, high })
  return { expected: value, ...range }
}

/** Counts are shown whole. */
function showRounded({ unit }: Metric, value: number, { figure }: Locale): string {
  return figure(unit, unit === 'count' && value >= 10 ? Math.round(value) : value)
}
