import { sqlOf, WAITING } from './clean-tables.ts'

/**
 * How a mart reads an input. `day`: only the day being built; `next`: that day and the one after it, of which a changed
 * row re-opens the day before when it is joined to a row of it; `of-order`: all of it, and a changed row re-opens the
 * day of its order; `all`: all of it, and a change re-opens no day but the very first, when the input was empty before.
 */
type Reads = 'day' | 'next' | 'of-order' | 'all'

interface Check {
  readonly name: string
  /** how many are wrong; over `built_<mart>` (the rows just built) and the mart's inputs */
  readonly sql: string
}

/** One select a mart: `marts/<name>.sql`, over its inputs and `built_days(dt)`. */
export interface Mart {
  readonly name: string
  readonly sql: string
  readonly grain: string
  readonly key: readonly string[]
  /**
   * `day`: a folder a day; `carried`: a few files without a day, of which those that hold a rebuilt day are written
   * anew; `keyed`: one file, in which the keys that occur in the rebuilt days of its only input are replaced: each is
   * computed from the rows of its key alone; `whole`: one file, built anew
   */
  readonly partition: 'day' | 'carried' | 'keyed' | 'whole'
  readonly inputs: Readonly<Record<string, Reads>>
  /** where an input is read as `next`: the input of the day itself that its rows are joined to, and by what */
  readonly next?: { readonly to: string; readonly by: readonly string[] }
  readonly checks: readonly Check[]
  /** it has rows of every day of its inputs: without any, it is new to this lake */
  readonly isNeverEmpty?: true
}

function mart(named: string, rest: Omit<Mart, 'name' | 'sql'>): Mart {
  return { name: named, sql: sqlOf(`marts/${named.replace(/^mart_/, '')}.sql`), ...rest }
}

const difference = (name: string, left: string, right: string): Check => ({
  name,
  sql: `select abs(coalesce((${left}), 0) - coalesce((${right}), 0)) as found`,
})

/** the kinds of a mart's lines that were sold by orders which are no sales */
const NO_SALES = "'pending', 'test', 'not_sale'"

/** of the places of `mart_intervals` */
const WHOLE_SHOP = ['platform', 'category', 'channel', 'region', 'merchant_id']
  .map((column) => `${column} is null`)
  .join(' and ')

const VISITS = { clean_sessions: 'day', event_sessions: 'day' } as const

/** In build order: a mart reads only those above it. */
export const MARTS: readonly Mart[] = [
  mart('shopper_orders', {
    grain: 'an order of a known shopper',
    key: ['platform', 'order_id'],
    partition: 'carried',
    inputs: { clean_orders: 'day', clean_order_lines: 'day', clean_customers: 'all' },
    checks: [],
  }),
  mart('mart_order_lines', {
    grain: 'an order line',
    key: ['platform', 'order_id', 'line_id'],
    partition: 'day',
    inputs: {
      clean_order_lines: 'day',
      clean_orders: 'day',
      clean_customers: 'all',
      clean_products: 'all',
    },
    checks: [
      difference(
        'line_cents of sales and of orders that are none equal the clean lines',
        `select sum(line_cents) from built_mart_order_lines where kind in ('sale', ${NO_SALES})`,
        `select sum(line_cents) from clean_order_lines where kind = 'sale' and dt > date '${WAITING}'`,
      ),
      difference(
        'as many lines as clean lines',
        'select count(*) from built_mart_order_lines',
        `select count(*) from clean_order_lines where dt > date '${WAITING}'`,
      ),
    ],
  }),
  mart('mart_orders', {
    grain: 'an order',
    key: ['platform', 'order_id'],
    partition: 'day',
    inputs: {
      clean_orders: 'day',
      mart_order_lines: 'day',
      clean_order_lines: 'day',
      clean_refunds: 'of-order',
      clean_customers: 'all',
      shopper_orders: 'all',
    },
    checks: [
      difference(
        'gmv_cents equals the sale lines',
        'select sum(gmv_cents) from built_mart_orders',
        "select sum(line_cents) from mart_order_lines where kind = 'sale'",
      ),
    ],
  }),
  mart('mart_refunds', {
    grain: 'a refund',
    key: ['platform', 'refund_id'],
    partition: 'day',
    inputs: { clean_refunds: 'day', mart_order_lines: 'day', mart_orders: 'all', clean_products: 'all' },
    checks: [
      difference(
        'every clean refund is there',
        'select sum(amount_cents) from built_mart_refunds',
        `select sum(a) from (select sum(amount_cents) as a from clean_refunds
         union all select sum(-line_cents) from mart_order_lines where kind in ('cancel', 'return') and quantity < 0)`,
      ),
    ],
  }),
  mart('event_sessions', {
    grain: 'a visit as behaviour logs show it',
    key: ['platform', 'session_id'],
    partition: 'day',
    inputs: { clean_events: 'day', clean_products: 'all' },
    checks: [
      difference(
        'every event is of a visit',
        'select sum(events) from built_event_sessions',
        'select count(*) from clean_events',
      ),
    ],
  }),
  mart('mart_sessions', {
    grain: 'a session',
    key: ['platform', 'session_id'],
    partition: 'day',
    inputs: { ...VISITS, mart_orders: 'next', clean_campaigns: 'all', shopper_orders: 'all' },
    next: { to: 'clean_sessions', by: ['platform', 'session_id'] },
    checks: [
      difference(
        'as many sessions as clean sessions and visits',
        'select count(*) from built_mart_sessions',
        'select (select count(*) from clean_sessions) + (select count(*) from event_sessions)',
      ),
    ],
  }),
  mart('mart_intervals', {
    grain: 'a quarter of an hour at one place',
    key: ['starts_at', 'platform', 'category', 'channel', 'region', 'merchant_id', 'dt'],
    partition: 'day',
    inputs: { mart_sessions: 'day', mart_orders: 'day' },
    isNeverEmpty: true,
    checks: [
      difference(
        'as many sessions as mart_sessions',
        `select sum(sessions) from built_mart_intervals where ${WHOLE_SHOP}`,
        'select count(*) from mart_sessions',
      ),
      difference(
        'as many orders as mart_orders',
        `select sum(orders) from built_mart_intervals where ${WHOLE_SHOP}`,
        'select count(*) from mart_orders where is_sale and ordered_at is not null',
      ),
    ],
  }),
  mart('mart_product_days', {
    grain: 'a product on a day',
    key: ['platform', 'product_id'],
    partition: 'day',
    inputs: {
      mart_sessions: 'day',
      mart_order_lines: 'day',
      clean_stock_levels: 'day',
      clean_products: 'all',
      clean_prices: 'all',
      clean_campaigns: 'all',
    },
    checks: [
      difference(
        'gmv_cents equals the sale lines that were not cancelled',
        'select sum(gmv_cents) from built_mart_product_days',
        "select sum(line_cents) from mart_order_lines where kind = 'sale' and not is_cancelled",
      ),
    ],
  }),
  mart('mart_merchant_days', {
    grain: 'a merchant on a day',
    key: ['platform', 'merchant_id'],
    partition: 'day',
    inputs: { mart_sessions: 'day', mart_order_lines: 'day', clean_merchants: 'all' },
    checks: [
      difference(
        'gmv_cents equals the sale lines that were not cancelled',
        'select sum(gmv_cents) from built_mart_merchant_days',
        "select sum(line_cents) from mart_order_lines where kind = 'sale' and not is_cancelled",
      ),
    ],
  }),
  mart('mart_customers', {
    grain: 'a shopper who bought',
    key: ['platform', 'shopper_id'],
    partition: 'keyed',
    inputs: { mart_orders: 'all' },
    checks: [],
  }),
  mart('mart_merchants', {
    grain: 'a merchant',
    key: ['platform', 'merchant_id'],
    partition: 'whole',
    inputs: { clean_merchants: 'all', clean_products: 'all', mart_merchant_days: 'all' },
    checks: [],
  }),
  mart('mart_products', {
    grain: 'a product',
    key: ['platform', 'product_id'],
    partition: 'whole',
    inputs: {
      clean_products: 'all',
      clean_product_links: 'all',
      clean_prices: 'all',
      clean_stock_levels: 'all',
      mart_order_lines: 'all',
    },
    checks: [],
  }),
  mart('mart_competitor_prices', {
    grain: 'a product and a competitor’s page of the same item, as it was last seen',
    key: ['platform', 'product_id', 'url'],
    partition: 'whole',
    inputs: { clean_competitor_prices: 'all', mart_products: 'all' },
    checks: [],
  }),
]
