import type { StockTable } from '../../advice/restock/restock-task.ts'
import { addDays, type Day } from '../../lib/days.ts'
import { sumOf } from '../../lib/sum.ts'
import { promos } from '../../metrics/read/promos.ts'
import { shopDays } from '../../state/shop-days.ts'
import type { ReadsCalendar } from '../calendar/shop-calendar.ts'

const AHEAD_DAYS = 120
const LEARNED_DAYS = 365
/** product days of each kind before a lift is believed; below, the whole shop's stands in */
const MIN_DAYS = 50
const MAX_LIFT = 5

/** What a product sells on a promotion day against an ordinary one, in stock, by category and over the whole shop. */
const LIFTS = `
  select
    category,
    cast(sum(case when is_promo then 1 else 0 end) as double) as promo_days,
    cast(sum(case when is_promo then 0 else 1 end) as double) as days,
    cast(sum(case when is_promo then units else 0 end) as double) as promo_units,
    cast(sum(case when is_promo then 0 else units end) as double) as units
  from mart_product_days
  where dt > cast($since as date) and not (coalesce(is_stocked_out, false) and units = 0)
  group by category
  order by category`

interface LiftRow {
  readonly [column: string]: string | number
  readonly category: string
  readonly promo_days: number
  readonly days: number
  readonly promo_units: number
  readonly units: number
}

/** Promotions the platforms have announced, with what earlier ones did, of each category that has some. */
export async function promosAhead({ lake, state }: ReadsCalendar, asOf: Day): Promise<StockTable['promos']> {
  // a holiday lifts no demand as a promotion does
  const own = (await shopDays(state)).filter(({ kind }) => kind === 'promotion')
  const calendar = await promos(lake, own)
  const rows = await lake.query<LiftRow>(LIFTS, { since: addDays(asOf, -LEARNED_DAYS) })
  const whole = liftOf(rows) ?? 1
  const until = addDays(asOf, AHEAD_DAYS)
  return new Map(
    rows.flatMap(({ category }) => {
      const days = [...calendar.within([{ dimension: 'category', member: category }]).keys()].filter(
        (day) => day > asOf && day <= until,
      )
      const lift = liftOf(rows.filter((row) => row.category === category)) ?? whole
      return days.length === 0 ? [] : [[category, { days: days.toSorted(), lift }] as const]
    }),
  )
}

function liftOf(rows: readonly LiftRow[]): number | null {
  const sum = (key: 'promo_days' | 'days' | 'promo_units' | 'units') => sumOf(rows, (row) => row[key])
  if (sum('promo_days') < MIN_DAYS || sum('days') < MIN_DAYS || sum('units') === 0) return null
  const lift = sum('promo_units') / sum('promo_days') / (sum('units') / sum('days'))
  return Math.min(MAX_LIFT, Math.max(1, lift))
}
