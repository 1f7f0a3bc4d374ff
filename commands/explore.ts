import { type Command, READERS } from '../src/command.ts'
import { shopPromos } from '../src/facts/calendar/shop-calendar.ts'
import { asOf } from '../src/facts/wholeness/as-of.ts'
import { addDays, dayOf, daysIn } from '../src/lib/days.ts'
import type { Block, Message } from '../src/messages/message.ts'
import { words } from '../src/messages/words.ts'
import { isRatio, type Metric } from '../src/metrics/metric.ts'
import { findMetric } from '../src/metrics/read/find-metric.ts'
import { kpiTable } from '../src/metrics/read/kpi-table.ts'
import { metrics } from '../src/metrics/registry.ts'
import {
  type Association,
  type Associations,
  associate,
  type DailyKpi,
  MAX_LAG,
} from '../src/models/drivers/association.ts'
import { ENGLISH_FAULTS } from '../src/report/words/faults.ts'
import { type Locale, shopLocale } from '../src/report/words/locale.ts'
import { asUsage } from './shared/as-usage.ts'
import { noDataYet } from './shared/no-data.ts'

interface ExploreQuestion {
  readonly kind: 'query'
  readonly metric: Metric
  readonly days: number
}

const USUAL_DAYS = 120
const LIMITS = { min: 60, max: 366 }
/** of what is reported a share of so much at most is expected to be chance */
const FALSE_SHARE = 0.05

export const explore: Command<ExploreQuestion> = {
  name: '/explore',
  usage: '/explore <kpi> [days]',
  about: 'Which KPIs move with this one, and how many days ahead: associations, not causes.',
  examples: ['/explore conversion', '/explore gmv 180'],
  roles: READERS,
  parse(text, said = ENGLISH_FAULTS) {
    const words = text.trim().split(/\s+/)
    const typed = words.length > 1 ? /^(-?\d+)d?$/i.exec(words.at(-1) ?? '')?.[1] : undefined
    const days = typed === undefined ? USUAL_DAYS : Number(typed)
    if (!(days >= LIMITS.min && days <= LIMITS.max))
      return {
        kind: 'usage',
        because: said.daysToExplore(days, LIMITS.min, LIMITS.max),
      }
    const metric = findMetric((typed === undefined ? words : words.slice(0, -1)).join(' '))
    return 'kind' in metric ? asUsage(metric, said) : { kind: 'query', metric, days }
  },
  async answer(ctx, { metric, days: wanted }) {
    const {
      lake,
      clock,
      config: { shop },
    } = ctx
    const known = await asOf(ctx, dayOf(clock.now(), shop.zone))
    if (!known) return noDataYet(ctx)
    const to = addDays(known.day, 1)
    const range = { from: addDays(to, -wanted) > known.first ? addDays(to, -wanted) : known.first, to }
    const lines = await kpiTable(lake, metrics, range, ['all'])
    const days = daysIn(range)
    const daily = (one: Metric): DailyKpi => {
      const line = lines.find((candidate) => candidate.metric.name === one.name)
      const byDay = new Map(line?.points.map((point) => [point.day, point.value]))
      return {
        name: one.name,
        scale: isRatio(one) && one.unit === 'rate' ? 'linear' : 'log',
        // what later days still change is not settled
        values: days.map((day) =>
          day > addDays(known.day, -(one.settlesAfterDays ?? 0)) ? null : (byDay.get(day) ?? null),
        ),
      }
    }
    const calendar = await shopPromos(ctx)
    const left = days.filter((day) => calendar.all.has(day)).length
    const found = associate(
      daily(metric),
      metrics.filter((one) => one !== metric).map(daily),
      days,
      calendar.all,
    )
    const span = { from: range.from, last: known.day, count: days.length, left }
    return say(metric, found, span, shopLocale(ctx.config))
  },
}

interface Span {
  readonly from: string
  readonly last: string
  readonly count: number
  /** promotion days */
  readonly left: number
}

function say(metric: Metric, found: Associations, span: Span, locale: Locale): Message {
  const said = locale.words.explore
  const kpi = locale.words.metrics.label(metric)
  const { from, last: to } = span
  if (found.kind === 'too-short')
    return words(said.tooShort({ kpi, have: found.have, from, to, need: found.need }))
  const sure = found.associations.filter(({ q }) => q <= FALSE_SHARE)
  const text = sure.length === 0 ? said.nothing(kpi) : said.found(sure.length, kpi)
  const method = said.method({
    days: span.count,
    to,
    left: span.left,
    maxLag: MAX_LAG,
    tests: found.tests,
    limit: FALSE_SHARE,
  })
  const unusable = found.unusable.map((name) => labelOf(name, locale))
  return {
    text: locale.words.paragraph([text, said.notCause]),
    blocks: [
      { kind: 'text', spans: text },
      ...table(kpi, sure, locale),
      { kind: 'text', spans: [{ text: said.notCause, style: 'bold' }] },
      {
        kind: 'context',
        spans: locale.words.paragraph(
          unusable.length === 0 ? [method] : [method, said.notCompared(unusable)],
        ),
      },
    ],
  }
}

function table(kpi: string, sure: readonly Association[], locale: Locale): Block[] {
  if (sure.length === 0) return []
  const { caption, columns } = locale.words.explore
  return [
    {
      kind: 'table',
      caption: caption(kpi),
      columns: [
        { label: columns.kpi },
        { label: columns.before, align: 'right' },
        { label: columns.r, align: 'right' },
        { label: columns.q, align: 'right' },
        { label: columns.days, align: 'right' },
      ],
      rows: sure.map((one) => row(one, locale)),
    },
  ]
}

function row({ name, lag, r, low, high, q, days, worthDays }: Association, locale: Locale): string[] {
  const { sameDay, days: daysBefore, range } = locale.words.explore
  const signed = (value: number) => `${value < 0 ? '−' : '+'}${locale.number(Math.abs(value), 2)}`
  return [
    labelOf(name, locale),
    lag === 0 ? sameDay : daysBefore(lag),
    range(signed(r), signed(low), signed(high)),
    q < 0.0001 ? '< 0.0001' : locale.number(q, 4),
    `${days} (${worthDays})`,
  ]
}

function labelOf(name: string, { words: { metrics: named } }: Locale): string {
  const metric = metrics.find((one) => one.name === name)
  return metric ? named.label(metric) : name
}
