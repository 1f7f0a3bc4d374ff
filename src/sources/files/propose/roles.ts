import {
  aTime,
  decides,
  few,
  idLike,
  isDecided,
  isLineNumber,
  isMoney,
  isName,
  isOfTheOrder,
  money,
  most,
  pieces,
  refersTo,
  repeated,
  some,
  text,
} from './kinds.ts'
import { type Word, wordsIn } from './names.ts'
import { isIdLike, isKey, type SeenColumn, type SeenFile } from './seen.ts'

/** What a column may be in a table: by its words, and by what it holds. */
export interface Role {
  readonly column: string
  /** the words of which its title has one in each group */
  readonly words: readonly (readonly Word[])[]
  /** words that speak against it */
  readonly not?: readonly Word[]
  /** it names things, and a shop may have few of them: a title that says so is enough */
  readonly isId?: true
  /** 0: impossible, to 1: just like it */
  fits(column: SeenColumn, file: SeenFile): number
}

const ID: readonly Word[] = ['id']
const orderId: Role = {
  column: 'order_id',
  isId: true,
  words: [['order'], ID],
  not: ['time', 'status', 'line'],
  fits: (column, file) => {
    const time = decides(column, file, (other) => other.times > 0.9 && other.distinct > 1)
    return idLike(column) + refersTo(column, file) + (time > 0 ? 0.3 : 0)
  },
}
const productId: Role = {
  column: 'product_id',
  isId: true,
  words: [['product'], ID],
  not: ['title', 'category', 'price', 'quantity', 'line'],
  fits: (column, file) =>
    idLike(column) > 0 && (repeated(column, file) || isKey(column, file))
      ? idLike(column) +
        refersTo(column, file) +
        (decides(column, file, (other) => other.words > 1.6 || other.priced > 0.5) > 0 ? 0.2 : 0) +
        (decides(column, file, (other) => isName(other) && other.distinct < column.distinct) > 0 ? 0.4 : 0) -
        (isDecided(column, file) ? 0.4 : 0) -
        (isOfTheOrder(column, file) ? 0.6 : 0) -
        (decides(column, file, (other) => other.clocks > 0.5) > 0 ? 0.3 : 0)
      : 0,
}
const merchantId: Role = {
  column: 'merchant_id',
  isId: true,
  words: [['merchant'], ID],
  not: ['title', 'region'],
  fits: (column, file) =>
    idLike(column) > 0 || few(column, 500) > 0
      ? 0.4 * text(column) + 0.1 + refersTo(column, file) - (isOfTheOrder(column, file) ? 0.2 : 0)
      : 0,
}
const customerId: Role = {
  column: 'customer_id',
  isId: true,
  words: [['customer'], ID],
  not: ['title', 'region', 'unique'],
  fits: (column, file) =>
    idLike(column) +
    refersTo(column, file) +
    (idLike(column) > 0 && isOfTheOrder(column, file) ? 0.3 : 0) -
    (decides(column, file, (other) => other.clocks > 0.5) > 0 && !isKey(column, file) ? 0.3 : 0),
}
const region: Role = {
  column: 'region',
  words: [['region']],
  not: ['status'],
  fits: (column) => text(column) * (few(column, 300) + (column.length < 25 && column.length >= 2 ? 0.1 : 0)),
}
const orderedAt: Role = {
  column: 'ordered_at',
  words: [['time', 'order']],
  not: ['approved', 'shipped', 'promised', 'delivered'],
  // what comes first, and of every order
  fits: (column, file) => {
    const isFirst = most(
      column,
      file,
      (other) => other.times > 0.9 && other.filled === file.rows,
      (one) => -(one.instant ?? 0),
    )
    return aTime(column) * some(column) + (isFirst && column.filled === file.rows ? 0.3 : 0)
  },
}
const later = (column: string, words: Role['words'], not: readonly Word[] = []): Role => ({
  column,
  words,
  not,
  fits: (seen) => (aTime(seen) > 0 ? 0.3 : 0),
})
const title: Role = {
  column: 'title',
  words: [['title']],
  not: ['category', 'customer', 'merchant', 'region'],
  // of few things with long names most are places
  fits: (column) => text(column) * ((column.words > 1.6 ? 0.6 : 0.1) + (column.distinct > 50 ? 0.2 : 0)),
}

/** The tables that are proposed, what their columns look like, and which of them a file must have. */
export const TABLES: Readonly<
  Record<
    string,
    { readonly roles: readonly Role[]; readonly needs: readonly string[]; readonly key: readonly string[] }
  >
> = {
  orders: {
    needs: ['order_id', 'ordered_at'],
    key: ['order_id'],
    roles: [
      { ...orderId, fits: (column, file) => (isKey(column, file) ? orderId.fits(column, file) : 0) },
      orderedAt,
      customerId,
      {
        column: 'status',
        words: [['status']],
        not: ['time'],
        fits: (column) => text(column) * (few(column, 30) + (column.words < 1.5 ? 0.1 : 0)),
      },
      later('approved_at', [['approved']]),
      later('shipped_at', [['shipped']], ['promised', 'approved']),
      later('promised_at', [['promised']]),
      later('delivered_at', [['delivered']], ['promised', 'shipped']),
      region,
    ],
  },
  order_lines: {
    needs: ['order_id', 'product_id', 'unit_price'],
    key: ['order_id', 'line_id'],
    roles: [
      orderId,
      {
        column: 'line_id',
        words: [['line']],
        not: ['quantity', 'price'],
        fits: (column, file) => (pieces(column) > 0 && isLineNumber(column, file) ? 0.8 : 0),
      },
      productId,
      merchantId,
      {
        column: 'unit_price',
        words: [['price']],
        not: ['freight', 'discount', 'quantity', 'cost'],
        fits: (column, file) =>
          money(column) + (isMoney(column) && most(column, file, isMoney, (one) => one.mean ?? 0) ? 0.25 : 0),
      },
      {
        column: 'quantity',
        words: [['quantity']],
        not: ['price', 'id'],
        // in few rows the pieces may number the lines of each order, as it happens
        fits: (column, file) =>
          isLineNumber(column, file) && !wordsIn(column.name).has('quantity') ? 0 : pieces(column),
      },
      { column: 'freight', words: [['freight']], not: ['time'], fits: (column) => money(column) * 0.4 },
      { column: 'discount', words: [['discount']], fits: (column) => money(column) * 0.3 },
      title,
      orderedAt,
      customerId,
      region,
    ],
  },
  payments: {
    needs: ['order_id', 'amount'],
    key: ['order_id', 'payment_id'],
    roles: [
      orderId,
      {
        column: 'payment_id',
        words: [['payment', 'line'], ID],
        not: ['method'],
        fits: (column) => (pieces(column) > 0 && (column.min ?? 0) === 1 ? 0.45 : 0),
      },
      { column: 'method', words: [['method']], fits: (column) => text(column) * few(column, 20) },
      { column: 'amount', words: [['price', 'payment']], not: ['method', 'instalments'], fits: money },
      {
        column: 'instalments',
        words: [['instalments']],
        fits: (column) => (pieces(column) > 0 && (column.max ?? 0) <= 48 ? 0.3 : 0),
      },
    ],
  },
  products: {
    needs: ['product_id'],
    key: ['product_id'],
    roles: [
      { ...productId, fits: (column, file) => (isKey(column, file) ? idLike(column) + 0.2 : 0) },
      merchantId,
      title,
      {
        column: 'category',
        words: [['category']],
        fits: (column, file) => text(column) * few(column, Math.min(500, file.rows / 3)),
      },
      { column: 'list_price', words: [['price']], not: ['cost'], fits: (column) => money(column) * 0.7 },
      { column: 'cost', words: [['cost']], fits: (column) => money(column) * 0.3 },
    ],
  },
  merchants: {
    needs: ['merchant_id'],
    key: ['merchant_id'],
    roles: [
      { ...merchantId, fits: (column, file) => (isKey(column, file) ? 0.5 : 0) },
      region,
      { column: 'name', words: [['title']], fits: (column) => text(column) * 0.2 },
    ],
  },
  customers: {
    needs: ['customer_id'],
    key: ['customer_id'],
    roles: [
      { ...customerId, fits: (column, file) => (isKey(column, file) ? 0.5 : 0) },
      {
        column: 'shopper_id',
        words: [['unique']],
        fits: (column, file) => (isIdLike(column) && column.length > 3 && !isKey(column, file) ? 0.4 : 0),
      },
      region,
    ],
  },
}

/** How far a title speaks for a role: 1 where it says all of it, below 0 where it says another. */
export function saidFor(role: Role, title: string): number {
  const words = wordsIn(title)
  if (words.size === 0) return 0
  if (role.not?.some((word) => words.has(word))) return -0.5
  const said = role.words.filter((group) => group.some((word) => words.has(word))).length
  return said === role.words.length ? 1 : said > 0 ? 0.4 : -0.2
}
