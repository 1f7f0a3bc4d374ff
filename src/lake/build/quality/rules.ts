import type { Quality } from '../../contract/rule.ts'
import { RECORDS } from './record-rules.ts'
import {
  behind,
  columns,
  key,
  known,
  mostlyRefused,
  ofOrder,
  priceScale,
  refused,
  share,
  volume,
  waiting,
} from './shared-rules.ts'

/** Of what happens on a day. */
const FACTS: readonly Quality[] = [
  {
    table: 'orders',
    rows: 'orders',
    rules: [
      key,
      share(
        'delivered-after-ordered',
        'were delivered before they were ordered',
        { where: 'delivered_at < ordered_at', of: 'delivered_at is not null', most: 0.01 },
        'delivery times cannot be trusted',
      ),
      share(
        'shipped-after-ordered',
        'were shipped before they were ordered',
        { where: 'shipped_at < ordered_at', of: 'shipped_at is not null', most: 0.02 },
        'handling times cannot be trusted',
      ),
      share(
        'customer',
        'name no customer',
        { where: 'customer_id is null', most: 0.5 },
        'repurchase is measured on the rest',
      ),
      behind('sessions', 2),
      volume,
      columns,
      refused,
      mostlyRefused,
    ],
  },
  {
    table: 'sessions',
    rows: 'sessions',
    rules: [
      key,
      share(
        'duration',
        'last longer than a day',
        { where: 'duration_s > 86400', of: 'duration_s is not null', most: 0.01 },
        'seconds were probably mixed up with milliseconds',
      ),
      share(
        'shopper',
        'name no shopper',
        { where: 'shopper_id is null', most: 0.95 },
        'what shoppers bought before is not known for them',
      ),
      known('products', 'they are missing from the figures by product'),
      behind('orders', 2),
      volume,
      columns,
      refused,
      mostlyRefused,
    ],
  },
  {
    table: 'events',
    rows: 'events',
    rules: [
      key,
      known('products', 'they are missing from the figures by product'),
      volume,
      columns,
      refused,
      mostlyRefused,
    ],
  },
  {
    table: 'order_lines',
    rows: 'order lines',
    rules: [
      key,
      share(
        'sale',
        'are neither sale, return nor cancel',
        { where: "kind in ('adjustment', 'fee')", most: 0.2 },
        'they are in no sales figure',
      ),
      share(
        'quantity',
        'are of more than 10,000 units',
        { where: 'abs(quantity) > 10000', most: 0.001 },
        'a field was probably shifted',
      ),
      known('products', 'they have no category and no cost'),
      known('merchants', 'they are shown under an id instead of a name'),
      priceScale('unit_price_cents'),
      waiting,
      behind('orders', 2),
      volume,
      columns,
      refused,
      mostlyRefused,
    ],
  },
  {
    table: 'payments',
    rows: 'payments',
    rules: [
      key,
      share(
        'amount',
        'are of nothing',
        { where: 'amount_cents = 0', most: 0.05 },
        'the amount is probably read from the wrong field',
      ),
      {
        name: 'paid-as-owed',
        blocks: false,
        look: { kind: 'paid', within: 0.02, most: 0.1 },
        so: 'fees, vouchers or part payments are not told apart',
      },
      {
        name: 'paid-scale',
        blocks: true,
        look: { kind: 'paid-scale', factor: 2 },
        so: 'lines or payments are missing, or one of them is in another unit',
      },
      waiting,
      behind('orders', 4),
      columns,
      refused,
      mostlyRefused,
    ],
  },
  {
    table: 'refunds',
    rows: 'refunds',
    rules: [key, ofOrder, columns, refused, mostlyRefused],
  },
  { table: 'reviews', rows: 'reviews', rules: [key, ofOrder, columns, refused] },
  {
    table: 'stock_levels',
    rows: 'stock counts',
    rules: [
      key,
      share(
        'reserved',
        'have more reserved than is there',
        { where: 'reserved > greatest(on_hand, 0)', of: 'reserved is not null', most: 0.2 },
        'stock-outs are probably told wrongly',
      ),
      known('products', 'no stock advice is given for them'),
      behind('orders', 3),
      volume,
      columns,
      refused,
      mostlyRefused,
    ],
  },
]

/** One entry a clean table. */
export const QUALITY: readonly Quality[] = [...FACTS, ...RECORDS]
