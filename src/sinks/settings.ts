import { z } from 'zod'
import { readYaml } from '../settings/read.ts'

const share = z
  .string()
  .regex(/^\d+(\.\d+)?%$/, 'write a share such as 10%')
  .transform((text) => Number(text.slice(0, -1)) / 100)
const hours = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d$/, 'write hours such as 08:00-20:00')
  .transform((text) => {
    const [from = '', to = ''] = text.split('-')
    return { from, to }
  })
const person = z.string().regex(/^[UW][A-Z0-9]{2,}$/, 'write the id that Slack shows of a person, U…')

const limits = z
  .strictObject({
    /** of the price, either way */
    max_change: share.default(0.1),
    max_a_day: z.number().int().positive().default(20),
    /** what all orders of a day cost, in the shop's currency */
    max_cost_a_day: z.number().positive().nullable().default(null),
    hours: hours.nullable().default(null),
    /** these people only; left out: whoever may approve */
    approvers: z.array(person).nonempty().nullable().default(null),
    /** a second person approves what costs or should bring more, in the shop's currency */
    four_eyes_above: z.number().nonnegative().nullable().default(null),
  })
  .prefault({})
export type Limits = z.output<typeof limits>

const secretName = z
  .string()
  .regex(/^[A-Z][A-Z0-9_]*$/, 'write the name of an environment variable, such as SHOP_TOKEN')
const secure = z
  .url('is not a web address')
  .regex(/^https:|^http:\/\/(localhost|127\.|\[::1\])/, 'must begin with https://: a secret is sent with it')
  .transform((url) => url.replace(/\/+$/, ''))

const shopify = z.strictObject({
  type: z.literal('shopify'),
  url: secure,
  /** the variable that holds an Admin API access token with write_products, or write_inventory for orders */
  token: secretName,
  version: z
    .string()
    .regex(/^\d{4}-\d{2}$/, 'is not a version such as 2026-10')
    .default('2026-10'),
  /** of a cut: `keep` leaves the crossed-out price alone, `was` crosses the price of before out */
  compare_at: z.enum(['keep', 'was']).default('keep'),
  /** the id of the location that ordered pieces are on their way to; for orders */
  location: z.string().regex(/^\d+$/, 'write the number of a location').nullable().default(null),
})
export type ShopifySettings = z.output<typeof shopify>

const woocommerce = z.strictObject({
  type: z.literal('woocommerce'),
  url: secure,
  /** the variables that hold consumer key and secret, with write access */
  key: secretName,
  secret: secretName,
})
export type WooSettings = z.output<typeof woocommerce>

const column = z.string().regex(/^[A-Za-z_][A-Za-z0-9_$]*$/, 'is not the name of a column')
const table = z.strictObject({
  type: z.literal('sql'),
  /** the variable that holds postgres:// or mysql://user:password@host/name */
  database: secretName,
  table: z.string().regex(/^[A-Za-z_][\w$]*(\.[A-Za-z_][\w$]*)?$/, 'is not the name of a table'),
  /** which row it is: their column -> a value, with names between {{ }} */
  where: z.record(column, z.string()).default({}),
  /** the column of the price; for prices */
  price: column.nullable().default(null),
  /** a row for each order: their column -> a value; for orders */
  insert: z.record(column, z.string()).default({}),
  /** the column of the row that takes the key */
  key: column.nullable().default(null),
  amounts: z.enum(['major', 'minor']).default('major'),
})
export type TableSettings = z.output<typeof table>

const address = z.string().regex(/^[^\s<>@,;]+@[^\s<>@,;]+$/, 'is not an address')
const email = z.strictObject({
  type: z.literal('email'),
  /** the variable that holds smtp://user:password@host:587, or smtps:// */
  server: secretName,
  from: address,
  /** merchant or supplier id -> address */
  suppliers: z.record(z.string(), address).default({}),
  /** where no address of its own is known; without it such an order is refused */
  otherwise: address.nullable().default(null),
})
export type EmailSettings = z.output<typeof email>

const rest = z.strictObject({
  type: z.literal('rest'),
  url: z.string().min(1),
  method: z.enum(['POST', 'PUT', 'PATCH']).default('POST'),
  headers: z.record(z.string(), z.string()).default({}),
  body: z.unknown(),
  /** how the value there is asked for; left out: it cannot be, and the receiver must know keys it has had */
  read: z
    .strictObject({ url: z.string().min(1), value: z.string().min(1) })
    .nullable()
    .default(null),
  /** the header that carries the key */
  key_header: z.string().default('Idempotency-Key'),
  /** how amounts are written: 18.50, or 1850 */
  amounts: z.enum(['major', 'minor']).default('major'),
  /** where refusals stand in an answer that says 200, such as data.productUpdate.userErrors; `errors` is always looked at */
  errors: z.array(z.string()).default([]),
})
export type RestSettings = z.output<typeof rest>

const file = z.strictObject({
  type: z.literal('file'),
  folder: z.string().min(1),
  /** of an order, beside its CSV */
  pdf: z.boolean().default(false),
})
export type FileSettings = z.output<typeof file>

const sink = z.strictObject({
  name: z.string().regex(/^[a-z0-9-]{1,40}$/, 'write a name of small letters, digits and hyphens'),
  kind: z.enum(['price', 'restock', 'campaign']),
  to: z.discriminatedUnion('type', [rest, file, shopify, woocommerce, table, email]),
  limits,
  /** says what would be written and writes nothing */
  dry_run: z.boolean().default(true),
})
export type SinkSettings = z.output<typeof sink>

type Kind = z.output<typeof sink>['kind']

/** What a place cannot take, or lacks for what it is to take. */
function misplaced(kind: Kind, to: SinkSettings['to']): string | null {
  switch (to.type) {
    case 'rest':
      return null
    case 'file':
      return kind === 'price'
        ? 'a file is for orders and audiences: a price wants a place that has one'
        : null
    case 'email':
      return kind === 'restock' ? null : 'an e-mail is for orders'
    case 'shopify':
      if (kind === 'campaign') return 'Shopify takes prices and orders'
      return kind === 'restock' && to.location === null ? 'an order wants its location' : null
    case 'woocommerce':
      return kind === 'campaign' ? 'WooCommerce takes prices and stock' : null
    case 'sql': {
      if (kind === 'campaign') return 'a table is for prices and orders'
      if (kind === 'price')
        return to.price && Object.keys(to.where).length > 0 ? null : 'a price wants its column and where'
      return to.key && Object.keys(to.insert).length > 0
        ? null
        : 'an order wants insert, and the column of its key'
    }
  }
}

const document = z.strictObject({
  sinks: z
    .array(sink)
    .refine(
      (all) => new Set(all.map(({ kind }) => kind)).size === all.length,
      'a kind is carried out by one sink',
    )
    .superRefine((all, faults) => {
      for (const [i, { kind, to }] of all.entries()) {
        const message = misplaced(kind, to)
        if (message) faults.addIssue({ code: 'custom', path: [i, 'to'], message })
      }
    }),
})

/** @internal exported for the tests */
export function sinksIn(read: unknown): readonly SinkSettings[] {
  return document.parse(read).sinks
}

/** Where approved suggestions are carried out; none without a file. */
export function readSinks(path: string | null): readonly SinkSettings[] {
  return path === null ? [] : readYaml(path, document).sinks
}
