import { wallClock } from '../../lib/days.ts'
import type { Block, Text } from '../../messages/message.ts'
import { metricNamed } from '../../metrics/registry.ts'
import { saySegmentName } from '../../report/say-segment.ts'
import type { Locale } from '../../report/words/locale.ts'
import type { KpiIncident, WithinDay } from '../incident.ts'

/** what a chart shows of a day */
const MOST_HOURS = 18

/** `Orders 93 % below expected in bazario since about 23 Nov 10:00` */
export function sayWithinHeadline(incident: KpiIncident, { since }: WithinDay, locale: Locale): string {
  const { words, percent } = locale
  const metric = metricNamed(incident.kpi)
  const below = incident.expected > 0 ? Math.max(0, 1 - incident.value / incident.expected) : 0
  return words.within.headline(
    metric ? words.metrics.label(metric) : incident.kpi,
    percent(below, 0),
    saySegmentName(incident.segment, locale),
    new Date(since),
  )
}

/** What it means for a customer, and what it has cost: the rest of the line that notifications show. */
export function sayWithinLine(within: WithinDay, locale: Locale): string {
  return locale.words.within.line(sayStep(within, locale), lostOf(within, locale))
}

export function withinBlocks(incident: KpiIncident, within: WithinDay, locale: Locale): Block[] {
  const { words, wholeMoney } = locale
  const said = words.within
  const lost = lostOf(within, locale)
  const money = (label: string, cents: number | null) =>
    cents === null || cents === 0 ? [] : [{ label, value: wholeMoney(cents) }]
  const then = happenedThen(within, locale)
  return [
    { kind: 'text', spans: [{ text: sayStep(within, locale), style: 'bold' }] },
    {
      kind: 'fields',
      fields: [
        { label: said.since, value: said.between(new Date(within.from), new Date(within.to)) },
        { label: words.alert.where, value: saySegmentName(incident.segment, locale) },
        ...(lost === null ? [] : [{ label: said.lost, value: lost }]),
        ...money(said.anHour, within.anHourCents),
        ...money(said.today, incident.stakeCents),
      ],
    },
    ...(then.length > 0
      ? ([
          { kind: 'text', spans: said.besides },
          { kind: 'list', items: then },
        ] as const)
      : []),
    ...chartOf(within, locale),
    { kind: 'context', spans: said.until(new Date(within.until)) },
  ]
}

function sayStep({ step, funnel }: WithinDay, { words, number }: Locale): string {
  const said = words.within
  const figures = funnel.map((one) => said.of[one.step](number(one.count), number(Math.round(one.expected))))
  const isAfterCart = step === 'orders' && funnel.some((one) => one.step === 'carts')
  return (isAfterCart ? said.step.ordersAfterCart : said.step[step])(said.figures(figures))
}

function lostOf({ lostOrders, lostCents }: WithinDay, { words, wholeMoney }: Locale): string | null {
  const orders = Math.round(lostOrders)
  if (orders === 0) return null
  const said = words.within.lostOrders(orders)
  return lostCents === null ? said : words.within.lostMoney(wholeMoney(lostCents), said)
}

function happenedThen({ promos, priceChanges, marks }: WithinDay, { words }: Locale): Text[] {
  const said = words.within
  return [
    ...marks.map((mark) => said.mark(mark.said, new Date(mark.at))),
    ...promos.map(({ name, at, isEnd }) => (isEnd ? said.promoEnded : said.promoBegan)(name, new Date(at))),
    ...(priceChanges > 0 ? [said.prices(priceChanges)] : []),
  ]
}

function chartOf({ hours }: WithinDay, { words, zone }: Locale): Block[] {
  // the hours before the shop wakes up show nothing
  const opening = hours.findIndex(({ count, expected }) => count > 0 || expected >= 1)
  const shown = hours.slice(Math.max(0, opening)).slice(-MOST_HOURS)
  if (shown.length < 2) return []
  const said = words.within
  return [
    {
      kind: 'chart',
      title: said.chart,
      type: 'line',
      categories: shown.map(({ at }) => {
        const { minute } = wallClock(new Date(at), zone)
        return `${String(Math.floor(minute / 60)).padStart(2, '0')}:00`
      }),
      series: [
        { label: said.found, values: shown.map(({ count }) => count) },
        { label: said.expected, values: shown.map(({ expected }) => Math.round(expected * 10) / 10) },
      ],
    },
  ]
}
