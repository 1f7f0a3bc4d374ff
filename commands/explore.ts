import { type Command, READERS } from '../src/context.ts'
import { addDays, dayOf, daysIn } from '../src/lib/days.ts'
import { plural, showNumber } from '../src/lib/text.ts'
import type { Block, Message } from '../src/messages/message.ts'
import { words } from '../src/messages/words.ts'
import { isRatio, type Metric } from '../src/metrics/metric.ts'
import { asOf } from '../src/metrics/read/as-of.ts'
import { findMetric } from '../src/metrics/read/find-metric.ts'
import { kpiTable } from '../src/metrics/read/kpi-table.ts'
import { promos } from '../src/metrics/read/promos.ts'
import { metrics } from '../src/metrics/registry.ts'
import {
  type Association,
  type Associations,
  associate,
  type DailyKpi,
  MAX_LAG,
} from '../src/models/drivers/association.ts'
import { noDataYet } from './no-data.ts'

interface ExploreQuestion {
  readonly kind: 'query'
  readonly metric: Metric
  readonly days: number
}

const USUAL_DAYS = 120
const LIMITS = { min: 60, max: 366 }
/** of what is reported a share of so much at most is expected to be chance */
const FALSE_SHARE = 0.05
const CAUSE = 'Association, not cause: what moves both at once is not known. A test tells: /experiment plan.'

export const explore: Command<ExploreQuestion> = {
  name: '/explore',
  usage: '/explore <kpi> [days]',
  about: 'Which KPIs move with this one, and how many days ahead: associations, not causes.',
  examples: ['/explore conversion', '/explore gmv 180'],
  roles: READERS,
  parse(text) {
    const words = text.trim().split(/\s+/)
    const typed = words.length > 1 ? /^(-?\d+)d?$/i.exec(words.at(-1) ?? '')?.[1] : undefined
    const days = typed === undefined ? USUAL_DAYS : Number(typed)
    if (!(days >= LIMITS.min && days <= LIMITS.max))
      return {
        kind: 'usage',
        because: `${days} days cannot be explored, only ${LIMITS.min} to ${LIMITS.max}.`,
      }
    const metric = findMetric((typed === undefined ? words : words.slice(0, -1)).join(' '))
    return 'kind' in metric ? metric : { kind: 'query', metric, days }
  },
  async answer(ctx, { metric, days: wanted }) {
    const {
      lake,
      clock,
      config: { shop },
    } = ctx
    const known = await asOf(lake, dayOf(clock.now(), shop.zone))
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
    const calendar = await promos(lake)
    const left = days.filter((day) => calendar.all.has(day)).length
    const found = associate(
      daily(metric),
      metrics.filter((one) => one !== metric).map(daily),
      days,
      calendar.all,
    )
    return say(metric, found, { from: range.from, last: known.day, count: days.length, left })
  },
}

interface Span {
  readonly from: string
  readonly last: string
  readonly count: number
  /** promotion days */
  readonly left: number
}

function say(metric: Metric, found: Associations, span: Span): Message {
  if (found.kind === 'too-short') {
    const text = `${metric.label}: ${plural(found.have, 'ordinary day')} known from ${span.from} to ${span.last}, ${found.need} are needed to tell an association from chance. Ask for more days, or wait.`
    return words(text)
  }
  const sure = found.associations.filter(({ q }) => q <= FALSE_SHARE)
  const text =
    sure.length === 0
      ? `Nothing moves with ${metric.label} beyond chance, once trend, weekday and promotions are taken out.`
      : `${plural(sure.length, 'KPI')} ${sure.length === 1 ? 'moves' : 'move'} with ${metric.label} beyond chance, once trend, weekday and promotions are taken out.`
  const table: Block[] =
    sure.length === 0
      ? []
      : [
          {
            kind: 'table',
            caption: `What moves with ${metric.label}, the surest lag of each`,
            columns: [
              { label: 'KPI' },
              { label: 'Comes before by', align: 'right' },
              { label: 'r (95 %)', align: 'right' },
              { label: 'q', align: 'right' },
              { label: 'Days (worth)', align: 'right' },
            ],
            rows: sure.map(row),
          },
        ]
  const unusable =
    found.unusable.length === 0
      ? ''
      : ` Not compared, as they do not move or are known on too few days: ${found.unusable.map(labelOf).join(', ')}.`
  return {
    text: `${text} ${CAUSE}`,
    blocks: [
      { kind: 'text', spans: text },
      ...table,
      { kind: 'text', spans: [{ text: CAUSE, style: 'bold' }] },
      {
        kind: 'context',
        spans: `${plural(span.count, 'day')} to ${span.last}, ${plural(span.left, 'promotion day')} left out; lags of 0 to ${MAX_LAG} days, ${plural(found.tests, 'comparison')}, q by Benjamini and Hochberg at ${FALSE_SHARE}; days in a row count for less (Bartlett). KPIs made of the same orders, such as GMV and orders, move together by their making.${unusable}`,
      },
    ],
  }
}

function row({ name, lag, r, low, high, q, days, worthDays }: Association): string[] {
  const signed = (value: number) => `${value < 0 ? '−' : '+'}${showNumber(Math.abs(value), 2)}`
  return [
    labelOf(name),
    lag === 0 ? 'same day' : plural(lag, 'day'),
    `${signed(r)} (${signed(low)} to ${signed(high)})`,
    q < 0.0001 ? '< 0.0001' : showNumber(q, 4),
    `${days} (${worthDays})`,
  ]
}

function labelOf(name: string): string {
  return metrics.find((metric) => metric.name === name)?.label ?? name
}
