import type { CampaignTask } from '../../advice/campaign/campaign-scores.ts'
import type { Lake } from '../../lake/contract/lake.ts'
import { addDays, type Day } from '../../lib/days.ts'
import type { Columns } from '../../models/learn/columns.ts'
import type { State } from '../../state/database/state.ts'
import { approvedCampaigns, membersOf } from '../../state/suggestions/campaigns.ts'

type Reads = Pick<Lake, 'query'>

/** A customer's past as it stood at the end of a day. */
export interface CustomerFacts {
  readonly [column: string]: string | number | null
  /** platform and keyed hash */
  readonly id: string
  readonly platform: string
  readonly orders: number
  readonly cents: number
  readonly refunded_cents: number
  readonly recency_days: number
  readonly tenure_days: number
}

export function customersOn(lake: Reads, day: Day): Promise<CustomerFacts[]> {
  return lake.query<CustomerFacts>(CUSTOMERS, { day })
}

const CUSTOMERS = `
  select
    platform || '/' || shopper_id as id,
    platform,
    cast(count(*) as int) as orders,
    cast(sum(gmv_cents) as double) as cents,
    cast(sum(refunded_cents) as double) as refunded_cents,
    datediff(cast($day as date), max(dt)) as recency_days,
    datediff(cast($day as date), min(dt)) as tenure_days
  from mart_orders
  where is_sale and shopper_id is not null and dt <= cast($day as date)
  group by platform, shopper_id
  order by platform, shopper_id`

/** What a customer ordered after one day and up to another. */
export interface Ordered {
  readonly [column: string]: string | number | null
  readonly id: string
  readonly orders: number
  readonly cents: number
}

export async function orderedBetween(lake: Reads, after: Day, to: Day): Promise<Map<string, Ordered>> {
  const rows = await lake.query<Ordered>(ORDERED, { after, to })
  return new Map(rows.map((row) => [row.id, row]))
}

const ORDERED = `
  select
    platform || '/' || shopper_id as id,
    cast(count(*) as int) as orders,
    cast(sum(gmv_cents - refunded_cents) as double) as cents
  from mart_orders
  where is_sale and shopper_id is not null and dt > cast($after as date) and dt <= cast($to as date)
  group by platform, shopper_id`

/** Share of what is paid that is left after the cost of the goods; null where no cost is known. */
export async function marginShare(lake: Reads): Promise<number | null> {
  const [row] = await lake.query<{ share: number | null }>(
    `select cast(1 - sum(cost_cents * quantity) / nullif(sum(line_cents), 0) as double) as share
     from mart_order_lines
     where kind = 'sale' and not is_cancelled and cost_cents is not null`,
  )
  return row?.share ?? null
}

/** Rows as columns for the models. */
function columnsOf(customers: readonly CustomerFacts[]): Columns {
  const numbers = (pick: (one: CustomerFacts) => number) => Float64Array.from(customers, pick)
  const platforms = [...new Set(customers.map(({ platform }) => platform))]
  return {
    rows: customers.length,
    numbers: {
      orders: numbers(({ orders }) => orders),
      recency_days: numbers(({ recency_days }) => recency_days),
      tenure_days: numbers(({ tenure_days }) => tenure_days),
      cents: numbers(({ cents }) => cents),
      cents_an_order: numbers(({ cents, orders }) => cents / orders),
      refunded_share: numbers(({ cents, refunded_cents }) =>
        cents > 0 ? Math.min(1, refunded_cents / cents) : 0,
      ),
    },
    texts: {
      platform: {
        codes: Uint16Array.from(customers, ({ platform }) => platforms.indexOf(platform)),
        members: platforms,
      },
    },
  }
}

/** Everything the scores are learned from; earlier campaigns count when their days are over. */
export async function campaignTask(
  { lake, state }: { readonly lake: Reads; readonly state: Pick<State, 'read'> },
  now: readonly CustomerFacts[],
  { today, days, seed }: { readonly today: Day; readonly days: number; readonly seed: number },
): Promise<CampaignTask> {
  const before = addDays(today, -days)
  const earlier = await customersOn(lake, before)
  const since = await orderedBetween(lake, before, today)
  return {
    past: await pastOf(lake, state, today),
    history: {
      ...columnsOf(earlier),
      ordered: Uint8Array.from(earlier, ({ id }) => (since.has(id) ? 1 : 0)),
    },
    now: columnsOf(now),
    seed,
  }
}

async function pastOf(lake: Reads, state: Pick<State, 'read'>, today: Day): Promise<CampaignTask['past']> {
  const facts: CustomerFacts[] = []
  const treated: number[] = []
  const outcome: number[] = []
  for (const campaign of await approvedCampaigns(state)) {
    const to = addDays(campaign.plannedOn, campaign.days)
    if (to > today) continue
    const members = new Map((await membersOf(state, campaign.id)).map(({ id, arm }) => [id, arm]))
    if (![...members.values()].includes('holdout')) continue
    const ordered = await orderedBetween(lake, campaign.plannedOn, to)
    for (const one of await customersOn(lake, campaign.plannedOn)) {
      const arm = members.get(one.id)
      if (arm === undefined) continue
      facts.push(one)
      treated.push(arm === 'contact' ? 1 : 0)
      outcome.push(ordered.has(one.id) ? 1 : 0)
    }
  }
  if (facts.length === 0) return null
  return { ...columnsOf(facts), treated: Uint8Array.from(treated), outcome: Float64Array.from(outcome) }
}
