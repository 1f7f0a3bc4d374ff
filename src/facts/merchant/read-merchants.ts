import type { Lake } from '../../lake/contract/lake.ts'
import { addDays, type Day } from '../../lib/days.ts'
import { groupBy } from '../../lib/group.ts'
import { type MerchantSums, type Parts, RATES, type Rate } from '../../models/merchant/sums.ts'

type Reads = Pick<Lake, 'query'>

/** over which figures are summed, and what is compared for the trend */
export const WINDOW_DAYS = 90
export const TREND_DAYS = 28
/** where rows do not say whose they are */
const NOBODY = 'unknown'

type KpiSums = {
  readonly id: string
  readonly kpi: string
  readonly of: number
  readonly over: number
  readonly recent: number
  readonly before: number
}

/** Every merchant that is known or sold, as it stands at the end of a day. A merchant of several platforms is one. */
export async function readMerchants(lake: Reads, day: Day): Promise<MerchantSums[]> {
  const window = {
    from: addDays(day, 1 - WINDOW_DAYS),
    recent: addDays(day, 1 - TREND_DAYS),
    before: addDays(day, 1 - 2 * TREND_DAYS),
    to: addDays(day, 1),
  }
  const [kpis, spreads, categories, records] = await Promise.all([
    lake.query<KpiSums>(KPIS, window),
    lake.query<{ id: string; sd: number | null }>(ORDER_SPREAD, { from: window.from, to: window.to }),
    lake.query<{ id: string; category: string }>(CATEGORIES, { from: window.from, to: window.to }),
    lake.query<RecordRow>(RECORDS),
  ])
  const sums = groupBy(kpis, ({ id }) => id)
  const sds = new Map(spreads.map(({ id, sd }) => [id, sd]))
  const main = new Map(categories.map(({ id, category }) => [id, category]))
  const known = groupBy(records, ({ id }) => id)
  return [...new Set([...known.keys(), ...sums.keys()])]
    .filter((id) => id !== NOBODY)
    .map((id) =>
      merchantOf(id, {
        records: known.get(id) ?? [],
        kpis: new Map((sums.get(id) ?? []).map((one) => [one.kpi, one])),
        sd: sds.get(id) ?? null,
        category: main.get(id) ?? NOBODY,
      }),
    )
}

/** The parts of each KPI as `/kpi` has them. */
const KPIS = `
  select
    member as id,
    metric as kpi,
    cast(sum(of) as double) as of,
    cast(sum(over) as double) as over,
    cast(sum(case when day >= cast($recent as date) then of else 0 end) as double) as recent,
    cast(sum(case when day >= cast($before as date) and day < cast($recent as date) then of else 0 end) as double) as before
  from mart_kpi
  where dimension = 'merchant' and day >= cast($from as date) and day < cast($to as date)
    and metric in ('gmv', 'orders', ${RATES.map((rate) => `'${rate}'`).join(', ')})
  group by member, metric`

const ORDER_SPREAD = `
  select merchant_id as id, cast(stddev_samp(cast(gmv_cents as double)) as double) as sd
  from mart_orders
  where is_sale and dt >= cast($from as date) and dt < cast($to as date)
  group by merchant_id
  having count(*) > 1`

const CATEGORIES = `
  with sold as (
    select merchant_id, category, sum(gmv_cents) as gmv_cents
    from mart_product_days
    where dt >= cast($from as date) and dt < cast($to as date) and gmv_cents > 0
    group by merchant_id, category
  ),
  ranked as (
    select
      merchant_id,
      category,
      row_number() over (partition by merchant_id order by gmv_cents desc, category) as place
    from sold
  )
  select merchant_id as id, category from ranked where place = 1`

type RecordRow = {
  readonly id: string
  readonly platform: string
  readonly name: string
  readonly region: string
  readonly signed: Day | null
  readonly first: Day | null
  readonly last: Day | null
  readonly products: number
}

const RECORDS = `
  select
    merchant_id as id,
    platform,
    name,
    region,
    cast(signed_up_on as string) as signed,
    cast(first_sale_on as string) as first,
    cast(last_sale_on as string) as last,
    products
  from mart_merchants
  order by merchant_id, platform`

function merchantOf(
  id: string,
  {
    records,
    kpis,
    sd,
    category,
  }: {
    readonly records: readonly RecordRow[]
    readonly kpis: ReadonlyMap<string, KpiSums>
    readonly sd: number | null
    readonly category: string
  },
): MerchantSums {
  const [orders, gmv] = [kpis.get('orders'), kpis.get('gmv')]
  const products = records.reduce((total, one) => total + one.products, 0)
  const placed = orders?.of ?? 0
  const tries = {
    // a refund is of an order, and a product that is out of stock today was most likely out yesterday
    refund_rate: placed,
    // a shop that does not list its products still counts them
    stock_out: products > 0 ? products : Number.POSITIVE_INFINITY,
  }
  const parts = (rate: Rate): Parts => {
    const { of = 0, over = 0 } = kpis.get(rate) ?? {}
    const most = rate === 'refund_rate' || rate === 'stock_out' ? tries[rate] : over
    return { of, over, tries: Math.min(over, most) }
  }
  return {
    id,
    name: records.find(({ name }) => name !== id)?.name ?? id,
    platforms: records.map(({ platform }) => platform),
    region: records.find(({ region }) => region !== NOBODY)?.region ?? NOBODY,
    category,
    signedUpOn: extreme(records, 'signed', 'first'),
    firstSaleOn: extreme(records, 'first', 'first'),
    lastSaleOn: extreme(records, 'last', 'last'),
    products,
    sales: { gmvCents: gmv?.of ?? 0, orders: placed },
    orderSdCents: sd,
    rates: {
      conversion: parts('conversion'),
      cancel_rate: parts('cancel_rate'),
      refund_rate: parts('refund_rate'),
      late_delivery: parts('late_delivery'),
      stock_out: parts('stock_out'),
    },
    recent: { gmvCents: gmv?.recent ?? 0, orders: orders?.recent ?? 0 },
    before: { gmvCents: gmv?.before ?? 0, orders: orders?.before ?? 0 },
  }
}

function extreme(
  records: readonly RecordRow[],
  of: 'signed' | 'first' | 'last',
  which: 'first' | 'last',
): Day | null {
  const days = records.flatMap((one) => one[of] ?? []).sort()
  return (which === 'first' ? days[0] : days.at(-1)) ?? null
}
