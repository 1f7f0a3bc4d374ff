import { TREND_DAYS, WINDOW_DAYS } from '../../src/facts/merchant/read-merchants.ts'
import { bestSuggestions } from '../../src/ledger/say.ts'
import { inParts } from '../../src/lib/group.ts'
import { sumOf } from '../../src/lib/sum.ts'
import type { Block, Chart, Message, Table } from '../../src/messages/message.ts'
import { textBlock } from '../../src/messages/words.ts'
import { aov } from '../../src/metrics/aov.ts'
import { gmv } from '../../src/metrics/gmv.ts'
import { type Metric, UNKNOWN } from '../../src/metrics/metric.ts'
import { metricNamed } from '../../src/metrics/registry.ts'
import type { AtRisk } from '../../src/models/churn/churn.ts'
import type { Beside } from '../../src/models/merchant/against-peers.ts'
import type { JudgedMerchant } from '../../src/models/merchant/judge-merchants.ts'
import { RATES } from '../../src/models/merchant/sums.ts'
import { sayRisk } from '../../src/report/merchant/say-risk.ts'
import { sayFault } from '../../src/report/merchant/say-service.ts'
import { sayAlert } from '../../src/report/say-alerts.ts'
import { dataAsOf } from '../../src/report/say-data.ts'
import { axisOf } from '../../src/report/say-kpis.ts'
import { sayTarget } from '../../src/report/say-target.ts'
import { DASH } from '../../src/report/words/format.ts'
import type { Locale } from '../../src/report/words/locale.ts'
import type { Alongside } from './alongside.ts'

const SHOWN = 5

interface Card extends Alongside {
  readonly judged: JudgedMerchant
  readonly owner: string | null
  /** null where it has left already, or nothing can be said */
  readonly risk: AtRisk | null
  readonly asOf: string
}

/** One merchant on one page: who, how much, beside its peers, and what is open about it. */
export function sayCard(card: Card, locale: Locale): Message {
  const { merchant: said, paragraph, sentence } = locale.words
  const { sums, health, faults } = card.judged
  const known = (text: string) => (text === UNKNOWN ? null : text)
  const who = sentence([
    said.lead({ platforms: sums.platforms, category: known(sums.category), region: known(sums.region) }),
    said
      .since({
        signedUp: sums.signedUpOn,
        first: sums.firstSaleOn,
        last: sums.lastSaleOn,
        products: sums.products,
      })
      .replace(/[.。]$/u, ''),
  ])
  const sales = salesLines(card.judged, locale)
  const healthLine = health
    ? said.health(
        health.score,
        health.parts.map(({ part, score, weight }) =>
          said.healthPart(
            part === 'trend' ? said.trendPart : labelOf(part, locale),
            score,
            locale.percent(weight, 0),
          ),
        ),
      )
    : said.noHealth
  const levels = faults.length > 0 ? faults.map((fault) => sayFault(fault, locale)) : [said.keeps]
  const title = said.title(sums.name, sums.id)
  return {
    text: paragraph([`${title}.`, ...sales, ...levels, ...(card.risk ? [sayRisk(card.risk, locale)] : [])]),
    blocks: [
      { kind: 'header', text: title },
      textBlock(paragraph([who, said.owner(card.owner)])),
      textBlock(paragraph(sales)),
      textBlock(healthLine),
      ...(card.risk ? [textBlock(sayRisk(card.risk, locale))] : []),
      textBlock([{ text: `${said.faults}: `, style: 'bold' }, paragraph(levels)]),
      ...peerTable(card.judged, locale),
      ...chart(card, locale),
      ...open(card, locale),
      {
        kind: 'context',
        spans: paragraph([said.method(WINDOW_DAYS), sentence([dataAsOf(card.asOf, locale)])]),
      },
    ],
  }
}

function salesLines({ sums, share, trend }: JudgedMerchant, locale: Locale): string[] {
  const { merchant: said } = locale.words
  const { gmvCents, orders } = sums.sales
  return [
    said.sales({
      days: WINDOW_DAYS,
      gmv: locale.figure('money', gmvCents),
      share: locale.percent(share, share < 0.1 ? 2 : 1),
      orders,
      aov: orders > 0 ? locale.figure('money-per', gmvCents / orders) : null,
    }),
    trend === null || trend.gmvChange === null
      ? said.noTrend
      : said.trend({
          days: TREND_DAYS,
          change: locale.change(trend.gmvChange),
          peers: locale.change(trend.peersChange),
          isFalling: trend.isFalling,
        }),
  ]
}

function peerTable({ beside, order, group }: JudgedMerchant, locale: Locale): Table[] {
  const { merchant: said } = locale.words
  const rows = [
    ...RATES.map((rate) => ({ metric: metricNamed(rate), beside: beside[rate] })),
    { metric: aov, beside: order },
  ].flatMap(({ metric, beside: one }) => (metric && one ? [peerRow(metric, one, locale)] : []))
  if (rows.length === 0) return []
  const { columns } = said
  return [
    {
      kind: 'table',
      caption: said.beside(group.members.length, group.category, group.size),
      columns: [
        { label: columns.kpi },
        { label: columns.counted, align: 'right' },
        { label: columns.estimate, align: 'right' },
        { label: columns.peers, align: 'right' },
        { label: columns.status },
      ],
      rows,
    },
  ]
}

function peerRow(metric: Metric, one: Beside, locale: Locale): string[] {
  const { merchant: said, metrics } = locale.words
  const figure = (value: number | null) => locale.figure(metric.unit, value)
  const { low, high } = one.interval()
  const isApart = low > one.peers ? 'above' : high < one.peers ? 'below' : null
  const mark =
    one.counted === null
      ? ''
      : isApart === null
        ? said.marks.like
        : said.marks[(isApart === 'above') === (metric.better === 'up') ? 'better' : 'worse']
  return [
    metrics.label(metric),
    figure(one.counted),
    one.counted === null ? DASH : said.range(figure(one.estimate), figure(low), figure(high)),
    figure(one.peers),
    mark,
  ]
}

/** Whole weeks only, up to the last day. */
function chart({ gmv: points }: Card, locale: Locale): Chart[] {
  const weeks = inParts(points.slice(points.length % 7), 7)
  if (weeks.length < 2) return []
  const { unit, scale } = axisOf(gmv, locale)
  return [
    {
      kind: 'chart',
      title: locale.words.merchant.chart,
      type: 'bar',
      categories: weeks.map(([first]) => locale.shortDay(first?.day ?? '')),
      series: [
        {
          label: locale.words.metrics.label(gmv),
          values: weeks.map((week) => Math.round(sumOf(week, ({ value }) => value ?? 0) * scale)),
        },
      ],
      unit,
    },
  ]
}

function open({ judged, alerts, suggestions, targets }: Card, locale: Locale): Block[] {
  const { merchant: said, target } = locale.words
  const best = bestSuggestions(suggestions, { locale, limit: SHOWN })
  const more = suggestions.length > best.length ? [said.more(`/actions ${judged.sums.id}`)] : []
  return [
    ...listed(
      said.alerts,
      alerts.slice(0, SHOWN).map((alert) => sayAlert(alert, locale)),
    ),
    ...listed(said.suggestions, [...best.map(({ line }) => line), ...more]),
    ...listed(
      target.titles,
      targets.map((one) => sayTarget(one, locale)),
    ),
  ]
}

function listed(title: string, items: Extract<Block, { kind: 'list' }>['items']): Block[] {
  if (items.length === 0) return []
  return [textBlock([{ text: title, style: 'bold' }]), { kind: 'list', items }]
}

function labelOf(name: string, { words: { metrics } }: Locale): string {
  const metric = metricNamed(name)
  return metric ? metrics.label(metric) : name
}
