import { WINDOW_DAYS } from '../../src/facts/merchant/read-merchants.ts'
import { csv } from '../../src/lib/csv.ts'
import type { Day } from '../../src/lib/days.ts'
import { majorUnit } from '../../src/lib/money.ts'
import type { Block, Message } from '../../src/messages/message.ts'
import { textBlock } from '../../src/messages/words.ts'
import { type Scope, showScope } from '../../src/metrics/metric.ts'
import { metricNamed } from '../../src/metrics/registry.ts'
import type { AtRisk } from '../../src/models/churn/churn.ts'
import type { JudgedMerchant } from '../../src/models/merchant/judge-merchants.ts'
import { RATES } from '../../src/models/merchant/sums.ts'
import { DASH } from '../../src/report/words/format.ts'
import type { Locale } from '../../src/report/words/locale.ts'
import { VIEWS, type View } from './question.ts'
import { isNew } from './rank.ts'

const SHOWN = 15
const NOTABLE_RISK = 0.3

interface Ranking {
  readonly view: View
  readonly scope: Scope
  readonly found: readonly JudgedMerchant[]
  /** of the segment */
  readonly all: readonly JudgedMerchant[]
  readonly asOf: Day
  readonly risks: ReadonlyMap<string, AtRisk> | null
  readonly owners: Readonly<Record<string, string>>
}

/** The merchants of a view in a table, and all of the segment in a file. */
export function sayRanking(ranking: Ranking, locale: Locale): Message {
  const { view, scope, found, all, asOf } = ranking
  const { ranking: said } = locale.words.merchant
  const shown = found.slice(0, SHOWN)
  const text = said.lead({
    view: said.views[view](found.length),
    shown: shown.length,
    found: found.length,
    all: all.length,
    scope: scope === 'all' ? null : showScope(scope),
  })
  const others = VIEWS.filter((one) => one !== view).map((one) => `/merchants ${one}`)
  return {
    text,
    blocks: [
      { kind: 'header', text: said.title },
      textBlock(text),
      ...table(shown, ranking, locale),
      { kind: 'context', spans: said.others(others) },
    ],
    files: [{ name: `merchants-${asOf}.csv`, title: said.file, content: fileOf(ranking, locale) }],
  }
}

function table(shown: readonly JudgedMerchant[], { asOf, risks }: Ranking, locale: Locale): Block[] {
  if (shown.length === 0) return []
  const { ranking: said } = locale.words.merchant
  const { columns } = said
  const right = (label: string) => ({ label, align: 'right' as const })
  return [
    {
      kind: 'table',
      caption: said.caption(WINDOW_DAYS, asOf),
      columns: [
        { label: columns.merchant },
        right(columns.gmv),
        right(columns.share),
        right(columns.change),
        right(columns.orders),
        right(columns.health),
        { label: columns.note },
      ],
      rows: shown.map((one) => [
        locale.words.merchant.title(one.sums.name, one.sums.id),
        locale.figure('money', one.sums.sales.gmvCents),
        locale.percent(one.share, 1),
        one.trend?.gmvChange == null ? DASH : locale.change(one.trend.gmvChange, 0),
        locale.number(one.sums.sales.orders),
        one.health ? `${one.health.score}` : DASH,
        noteOf(one, { risk: risks?.get(one.sums.id)?.probability ?? 0, asOf }, locale),
      ]),
    },
  ]
}

function noteOf(
  { sums, trend, faults }: JudgedMerchant,
  { risk, asOf }: { readonly risk: number; readonly asOf: Day },
  locale: Locale,
): string {
  const { ranking: said } = locale.words.merchant
  return [
    ...faults.map(({ kpi, share, status }) => {
      const metric = metricNamed(kpi)
      const label = metric ? locale.words.metrics.label(metric) : kpi
      return said.fault(label, locale.percent(share, 1), status === 'breach')
    }),
    ...(risk >= NOTABLE_RISK ? [said.risk(locale.percent(Math.min(0.99, risk), 0))] : []),
    ...(trend?.isFalling ? [said.falling] : []),
    ...(sums.firstSaleOn === null ? [said.noSale] : []),
    ...(sums.firstSaleOn !== null && isNew({ sums }, asOf) ? [said.since(sums.firstSaleOn)] : []),
  ].join('; ')
}

/** For a spreadsheet: in English, plain numbers, shares as shares. */
function fileOf({ all, owners, risks }: Ranking, { currency }: Locale): string {
  const money = (cents: number | null) =>
    cents === null ? '' : Number((cents / majorUnit(currency)).toFixed(2))
  const share = (value: number | null | undefined) => (value == null ? '' : Number(value.toFixed(5)))
  const rates = RATES.flatMap((rate) => [rate, `${rate}_estimate`, `${rate}_peers`])
  const head = [
    ...['merchant_id', 'name', 'platforms', 'category', 'region', 'signed_up_on', 'first_sale_on'],
    ...['last_sale_on', 'products', 'owner', 'gmv_90d', 'share', 'orders_90d', 'aov', 'aov_estimate'],
    ...[
      'aov_peers',
      'gmv_change_28d',
      'is_falling',
      'risk_of_leaving',
      'health',
      ...rates,
      'breaches',
      'warnings',
    ],
  ]
  const rows = all.map(({ sums, share: ofShop, order, trend, health, beside, faults }) => [
    ...[sums.id, sums.name, sums.platforms.join(' '), sums.category, sums.region, sums.signedUpOn ?? ''],
    ...[sums.firstSaleOn ?? '', sums.lastSaleOn ?? '', sums.products, owners[sums.id] ?? ''],
    ...[money(sums.sales.gmvCents), share(ofShop), sums.sales.orders, money(order?.counted ?? null)],
    ...[money(order?.estimate ?? null), money(order?.peers ?? null), share(trend?.gmvChange)],
    ...[trend ? String(trend.isFalling) : '', share(risks?.get(sums.id)?.probability), health?.score ?? ''],
    ...RATES.flatMap((rate) => {
      const one = beside[rate]
      return [share(one?.counted), share(one?.estimate), share(one?.peers)]
    }),
    faults.flatMap(({ kpi, status }) => (status === 'breach' ? [kpi] : [])).join(' '),
    faults.flatMap(({ kpi, status }) => (status === 'warning' ? [kpi] : [])).join(' '),
  ])
  return csv([head, ...rows])
}
