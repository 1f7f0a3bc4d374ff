import { MARKET_TABLES } from './market-tables.ts'

/**
 * What a source may deliver: one entry a raw table, every column text until `clean/<table>.sql` types it.
 * Raw rows also carry their lineage: `_source`, `_batch`, `_row` (1-based in the batch), `_landed_at`, and
 * the `_zone` and `_currency` that hold where the row itself names none.
 * A column is additive only: never renamed, never removed.
 */
export interface RawTable {
  /** the key that identifies a row across deliveries; the latest delivery wins. Empty: only exact copies merge. */
  readonly key: readonly string[]
  /** columns that name a shopper: replaced by a keyed hash before the row is stored */
  readonly shopper: readonly string[]
  readonly columns: readonly string[]
}

const VISITED_FROM = ['channel', 'device', 'region'] as const

export const RAW_TABLES = {
  ...MARKET_TABLES,
  merchants: {
    key: ['platform', 'merchant_id'],
    shopper: [],
    columns: ['platform', 'merchant_id', 'name', 'region', 'signed_up_at', 'status', 'updated_at'],
  },
  products: {
    key: ['platform', 'product_id'],
    shopper: [],
    columns: [
      'platform',
      'product_id',
      'merchant_id',
      'title',
      'category',
      'cost',
      'list_price',
      'competitor_price',
      'least_price',
      'currency',
      'gtin',
      'tax_included',
      'tax_rate',
      'lead_time_days',
      'moq',
      'pack_size',
      'listed_at',
      'updated_at',
    ],
  },
  customers: {
    key: ['platform', 'customer_id'],
    shopper: ['customer_id', 'shopper_id'],
    columns: ['platform', 'customer_id', 'shopper_id', 'region', 'updated_at'],
  },
  sessions: {
    key: ['platform', 'session_id'],
    shopper: ['shopper_id'],
    columns: [
      'platform',
      'session_id',
      'shopper_id',
      'started_at',
      ...VISITED_FROM,
      'merchant_id',
      'product_id',
      'category',
      'page_views',
      'product_views',
      'searches',
      'cart_adds',
      'duration_s',
      'is_returning',
      'price_seen',
      'discount_seen',
      'in_stock_share',
      'variant',
    ],
  },
  // behaviour logs: visits are made of them, for platforms that deliver no sessions
  events: {
    key: ['platform', 'event_id'],
    shopper: ['shopper_id'],
    columns: [
      'platform',
      'event_id',
      'happened_at',
      'type',
      'session_id',
      'shopper_id',
      'product_id',
      'merchant_id',
      'category',
      ...VISITED_FROM,
      'variant',
      'price',
      'quantity',
      'currency',
    ],
  },
  orders: {
    key: ['platform', 'order_id'],
    shopper: ['customer_id'],
    columns: [
      'platform',
      'order_id',
      'session_id',
      'customer_id',
      'ordered_at',
      'status',
      'channel',
      'region',
      'currency',
      'approved_at',
      'shipped_at',
      'promised_at',
      'delivered_at',
      'updated_at',
    ],
  },
  order_lines: {
    key: ['platform', 'order_id', 'line_id'],
    shopper: ['customer_id'],
    // `ordered_at`, `customer_id` and `region` are the order's, for platforms that deliver invoice lines only.
    // `kind` is sale, cancel, return or fee where the platform says so. `code_digits` is how many leading digits a
    // product code has at least ('5' for 85123A): what has fewer is a fee, a voucher or postage.
    columns: [
      'platform',
      'order_id',
      'line_id',
      'product_id',
      'merchant_id',
      'title',
      'quantity',
      'unit_price',
      'discount',
      'freight',
      'currency',
      'tax_included',
      'tax_rate',
      'discount_subtracted',
      'ordered_at',
      'customer_id',
      'region',
      'kind',
      'code_digits',
      'updated_at',
    ],
  },
  payments: {
    key: ['platform', 'order_id', 'payment_id'],
    shopper: [],
    columns: [
      'platform',
      'order_id',
      'payment_id',
      'method',
      'instalments',
      'amount',
      'currency',
      'paid_at',
      'status',
    ],
  },
  refunds: {
    key: ['platform', 'refund_id'],
    shopper: [],
    columns: [
      'platform',
      'refund_id',
      'order_id',
      'line_id',
      'product_id',
      'merchant_id',
      'quantity',
      'amount',
      'currency',
      'tax_included',
      'tax_rate',
      'refunded_at',
      'reason',
    ],
  },
  reviews: {
    key: ['platform', 'review_id', 'order_id'],
    shopper: [],
    columns: ['platform', 'review_id', 'order_id', 'score', 'created_at'],
  },
  stock_levels: {
    key: ['platform', 'product_id', 'on'],
    shopper: [],
    columns: ['platform', 'product_id', 'on', 'on_hand', 'reserved', 'inbound'],
  },
  deliveries: {
    key: ['platform', 'delivery_id'],
    shopper: [],
    columns: [
      'platform',
      'delivery_id',
      'product_id',
      'merchant_id',
      'quantity',
      'ordered_at',
      'expected_at',
      'received_at',
      'updated_at',
    ],
  },
  campaigns: {
    key: ['platform', 'campaign_id'],
    shopper: [],
    columns: [
      'platform',
      'campaign_id',
      'name',
      'kind',
      'category',
      'discount',
      'starts_at',
      'ends_at',
      'updated_at',
    ],
  },
  experiments: {
    key: ['platform', 'experiment_id'],
    shopper: [],
    columns: [
      'platform',
      'experiment_id',
      'name',
      'metric',
      'started_at',
      'planned_end_at',
      'arms',
      'updated_at',
    ],
  },
} as const satisfies Record<string, RawTable>

export type RawTableName = keyof typeof RAW_TABLES

export const RAW_TABLE_NAMES = Object.keys(RAW_TABLES) as RawTableName[]
