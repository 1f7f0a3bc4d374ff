import { wallClock } from '../../lib/days.ts'
import type { Block, Text } from '../../messages/message.ts'
import { metricNamed } from '../../metrics/registry.ts'
import { TAKEN_BACK, type TakenBack } from '../../models/intraday/counted.ts'
import { saySegmentName } from '../../report/say-segment.ts'
import type { Locale } from '../../report/words/locale.ts'
import type { KpiIncident, WithinDay } from '../incident.ts'

/** what a chart shows of a day */
const MOST_HOURS = 18

/** `Orders 93 % below expected in bazario since about 23 Nov 10:00` */
export function sayWithinHeadline(incident: KpiIncident, within: WithinDay, locale: Locale): string {
  const { words, percent } = locale
  const { since } = within
  const back = takenBack(within)
  if (back) {
    const above = incident.expected > 0 ? incident.value / incident.expected - 1 : 1
    const segment = saySegmentName(incident.segment, locale)
    return words.within.above(back, percent(Math.max(0, above), 0), segment, new Date(since))
  }
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
  const { line, moreLine } = locale.words.within
  return (takenBack(within) ? moreLine : line)(sayStep(within, locale), lostOf(within, locale))
}

export function withinBlocks(incident: KpiIncident, within: WithinDay, locale: Locale): Block[] {
  const { words, wholeMoney } = locale
  const said = words.within
  const lost = lostOf(within, locale)
  const isBack = takenBack(within) !== null
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
        ...(lost === null ? [] : [{ label: isBack ? said.more : said.lost, value: lost }]),
        ...money(isBack ? said.moreAnHour : said.anHour, within.anHourCents),
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

/** `sessions 431, expected 440; orders 3, expected 26`: what the alert shows in one line. */
export function sayWithinFigures(within: WithinDay, locale: Locale): string {
  return locale.words.within.figures(figuresOf(within, locale))
}

function takenBack({ step }: Pick<WithinDay, 'step'>): TakenBack | null {
  return TAKEN_BACK.find((one) => one === step) ?? null
}

function figuresOf({ funnel }: WithinDay, { words, number, percent }: Locale): string[] {
  const said = words.within.of
  const of = new Map(funnel.map((one) => [one.step, one]))
  const [came, bought] = [of.get('sessions'), of.get('orders') ?? of.get('purchases')]
  const rate = (count: number, over: number) => percent(count / over, 2)
  return [
    ...funnel.map((one) => said[one.step](number(one.count), number(Math.round(one.expected)))),
    ...(came && bought && came.count > 0 && came.expected > 0
      ? [said.conversion(rate(bought.count, came.count), rate(bought.expected, came.expected))]
      : []),
  ]
}

function sayStep(within: WithinDay, locale: Locale): string {
  const { step, funnel } = within
  const said = locale.words.within
  const figures = figuresOf(within, locale)
  const isAfterCart = step === 'orders' && funnel.some((one) => one.step === 'carts')
  return (isAfterCart ? said.step.ordersAfterCart : said.step[step])(said.figures(figures))
}

function lostOf(within: WithinDay, { words, wholeMoney }: Locale): string | null {
  const { lostOrders, lostCents } = within
  const orders = Math.round(lostOrders)
  if (orders === 0) return null
  const back = takenBack(within)
  const said = back ? words.within.moreOf[back](orders) : words.within.lostOrders(orders)
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

function chartOf({ hours, step }: WithinDay, { words, zone }: Locale): Block[] {
  // the hours before the shop wakes up show nothing
  const opening = hours.findIndex(({ count, expected }) => count > 0 || expected >= 1)
  const shown = hours.slice(Math.max(0, opening)).slice(-MOST_HOURS)
  if (shown.length < 2) return []
  const said = words.within
  const back = takenBack({ step })
  return [
    {
      kind: 'chart',
      title: back ? said.chartOf[back] : said.chart,
      type: 'line',
      categories: shown.map(({ at }) => {
        const { minute } = wallClock(new Date(at), zone)
        return `${String(Math.floor(minute / 60)).padStart(2, '0')}:00`
      }),
      series: [
        { label: back ? said.foundOf[back] : said.found, values: shown.map(({ count }) => count) },
        { label: said.expected, values: shown.map(({ expected }) => Math.round(expected * 10) / 10) },
      ],
    },
  ]
}
