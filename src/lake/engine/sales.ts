import type { SqlFunction } from './sql-function.ts'

/** What an order counts as. Only a `sale` is in GMV, orders and units; only `cancelled` ones raise the cancel rate. */
export const COUNTS = ['sale', 'pending', 'cancelled', 'test', 'not_sale'] as const
export type CountsAs = (typeof COUNTS)[number]

export type SalePlatform = 'any' | 'woocommerce' | 'shopify'

interface SaleRule {
  /** `any`: orders of every platform that says nothing else of the same status */
  readonly platform: SalePlatform
  /** of an order, in lower case and without WordPress's `wc-` */
  readonly statuses: readonly string[]
  readonly counts: CountsAs
  /** why, as the table of docs/metrics.md says it */
  readonly because: string
}

/**
 * What of an order's status makes it no sale. A status that is not here counts as a sale.
 *
 * @internal exported for the tests: the docs list it, and every status is tried
 */
export const SALE_RULES: readonly SaleRule[] = [
  {
    platform: 'any',
    statuses: [
      'cancelled',
      'canceled',
      'voided',
      'cancelado',
      'cancelada',
      'storniert',
      'annulé',
      'annulée',
      'annullato',
      'geannuleerd',
      '已取消',
    ],
    counts: 'cancelled',
    because: 'it was an order and is one no more',
  },
  {
    platform: 'any',
    statuses: [
      'pending',
      'pending payment',
      'pending_payment',
      'pending-payment',
      'awaiting payment',
      'awaiting_payment',
      'awaiting-payment',
      'unpaid',
    ],
    counts: 'pending',
    because: 'nothing was paid yet; it counts on its own day when it is',
  },
  {
    platform: 'any',
    statuses: [
      'failed',
      'payment failed',
      'payment_failed',
      'declined',
      'expired',
      'abandoned',
      'draft',
      'checkout-draft',
      'auto-draft',
      'trash',
    ],
    counts: 'not_sale',
    because: 'it never became an order, or is taken out of the books',
  },
  { platform: 'any', statuses: ['test'], counts: 'test', because: 'somebody tried the checkout' },
  {
    platform: 'shopify',
    statuses: ['pending', 'authorized', 'partially_paid'],
    counts: 'sale',
    because: 'Shopify takes an order whose payment is agreed and still to come, such as cash on delivery',
  },
  {
    platform: 'shopify',
    statuses: ['expired'],
    counts: 'not_sale',
    because: 'the authorisation ran out before the money was taken',
  },
]

/** What a line is of, where its order is a sale. Nothing but a `sale` is in GMV and units. */
export const LINE_KINDS = {
  sale: 'goods',
  cancel: 'a line of a credit note; with a quantity below zero it is a refund of its day',
  return: 'goods that came back; with a quantity below zero it is a refund of its day',
  adjustment: 'a price or a quantity of nothing, or below it without more said: in no figure',
  fee: 'freight, a tip, a voucher: no goods',
  gift_card: 'money paid ahead; what is bought with it is the sale',
} as const

const plain = (status: string) => status.trim().toLowerCase().replace(/^wc-/, '')

/** What an order counts as by its status alone. */
export function countsAs(platform: SalePlatform, status: string | null): CountsAs {
  if (status === null) return 'sale'
  const rules = SALE_RULES.filter(({ statuses }) => statuses.includes(plain(status)))
  const own = rules.find((rule) => rule.platform === platform)
  return (own ?? rules.find((rule) => rule.platform === 'any'))?.counts ?? 'sale'
}

const quoted = (words: readonly string[]) => words.map((word) => `'${word}'`).join(', ')

const branches = SALE_RULES.filter(({ platform }) => platform === 'any').map(
  ({ statuses, counts }) =>
    `when regexp_replace(lower(trim(status)), '^wc-', '') in (${quoted(statuses)}) then '${counts}'`,
)

/** The words for it in the lake's SQL. `said` is what the source itself makes of an order; it goes before its status. */
export const SALE_FUNCTIONS: Readonly<Record<string, SqlFunction>> = {
  counts_as: {
    takes: { said: 'string', status: 'string' },
    gives: 'string',
    is: `coalesce(lower(said), case ${branches.join(' ')} end, 'sale')`,
  },
  // `|offen=pending|bezahlt=sale|`: what a word of the source's own stands for
  mapped: {
    takes: { pairs: 'string', word: 'string' },
    gives: 'string',
    is: "nullif(split_part(split_part(pairs, '|' || lower(trim(word)) || '=', 2), '|', 1), '')",
  },
  not_counted: {
    takes: { said: 'string' },
    gives: 'string',
    is: `case when lower(said) not in (${quoted(COUNTS)}) then 'counts_as is unknown' end`,
  },
  not_kind: {
    takes: { kind: 'string' },
    gives: 'string',
    is: `case when lower(kind) not in (${quoted(Object.keys(LINE_KINDS))}) then 'kind is unknown' end`,
  },
}
