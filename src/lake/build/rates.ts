import { text } from '../engine/duckdb.ts'
import type { CleanTable } from '../tables/clean-tables.ts'
import type { Draft } from './draft.ts'
import { orderKey } from './order-days.ts'
import { replaced } from './replaced.ts'

/** A rate holds until the next one, over week-ends and feasts, and no longer than this. */
const HELD_DAYS = 10

/** Of what is not in the shop's currency: `row` is where a row's currency stands. */
const currencyOf = (clean: CleanTable, row: string) =>
  clean.table === 'sessions'
    ? `upper(${row}._currency)`
    : `upper(coalesce(${row}.currency, ${row}._currency))`

/**
 * `day_rates(currency, dt, rate, rated_on)`: what a unit of each of these currencies is worth in the shop's on every
 * day that a rate holds, reckoned over the base they share.
 */
export async function keepDayRates(draft: Draft, currencies: readonly string[]): Promise<void> {
  const wanted = currencies.map(text).join(', ') || 'null'
  const rates = await draft.from('clean_rates', draft.paths('clean_rates'))
  const held = Array.from({ length: HELD_DAYS + 1 }, (_, day) => `(${day})`).join(', ')
  await draft.session.materialize(
    'day_rates',
    `with quoted as (
       select base, quote as currency, rated_on, rate from ${rates} r
       union all
       select distinct base, base, rated_on, cast(1 as double) from ${rates} b
     ),
     crossed as (
       select c.currency, c.rated_on, s.rate / c.rate as rate,
         row_number() over (
           partition by c.currency, c.rated_on
           order by case when c.base in (c.currency, shop_currency()) then 0 else 1 end, c.base
         ) as place
       from quoted c
       join quoted s on s.base = c.base and s.rated_on = c.rated_on
       where s.currency = shop_currency() and c.currency in (${wanted})
     ),
     held as (
       select c.currency, c.rated_on + n.later as dt, c.rate, c.rated_on,
         row_number() over (partition by c.currency, c.rated_on + n.later order by n.later) as place
       from crossed c cross join (values ${held}) as n(later)
       where c.place = 1
     )
     select currency, dt, rate, rated_on from held where place = 1`,
  )
}

/**
 * `priced_<table>`: the rows as they were told, each with the currency of its money (`_money`), the day whose rate it
 * asks for (`_money_on`), the rate (`_rate`, null where none is known) and that rate's own day (`_rated_on`). Where all
 * of it is the shop's currency nothing is looked up.
 */
export async function priceTold(draft: Draft, clean: CleanTable): Promise<void> {
  if (clean.moneyOn === null) return
  const rows = await withoutTax(draft, clean)
  const saying = clean.table === 'sessions' ? '_currency' : 'currency, _currency'
  const foreign = await draft.session.query<{ currency: string }>(
    `select distinct ${currencyOf(clean, 'r')} as currency from (select distinct ${saying} from ${rows}) r
     where ${currencyOf(clean, 'r')} <> shop_currency()`,
  )
  if (foreign.length === 0) {
    await draft.session.view(
      `priced_${clean.table}`,
      `select r.*, shop_currency() as _money, cast(null as date) as _money_on, cast(1 as double) as _rate,
         cast(null as date) as _rated_on from ${rows} r`,
    )
    return
  }
  await keepDayRates(
    draft,
    foreign.map(({ currency }) => currency),
  )
  const ofOrder = clean.dayOfOrder
    ? `left join order_days d on d.k = ${orderKey('r.platform', 'r.order_id')}`
    : ''
  await draft.session.view(
    `priced_${clean.table}`,
    `select m.*, case when m._money = shop_currency() then cast(1 as double) else p.rate end as _rate,
       p.rated_on as _rated_on
     from (select r.*, ${currencyOf(clean, 'r')} as _money, ${clean.moneyOn} as _money_on from ${rows} r ${ofOrder}) m
     left join day_rates p on p.currency = m._money and p.dt = m._money_on`,
  )
}

/** Where no row of a batch tells of tax, the engine is told so once: it would ask every row for every price. */
async function withoutTax(draft: Draft, clean: CleanTable): Promise<string> {
  const rows = `incoming_${clean.table}`
  const columns = draft.columns(`raw_${clean.table}`)
  if (!columns.some(({ column }) => column === 'tax_included')) return rows
  const [found] = await draft.session.query<{ told: number }>(
    `select count(coalesce(tax_included, tax_rate)) as told from ${rows}`,
  )
  if (found && found.told > 0) return rows
  const unsaid = 'cast(null as string)'
  return `(select ${replaced(columns, 't', { tax_included: unsaid, tax_rate: unsaid })} from ${rows} t)`
}
