import type { Random } from '../../lib/random.ts'

type Status = 'placed' | 'paid' | 'shipped' | 'delivered' | 'cancelled'

/** Instants are epoch seconds; null: not yet, or never. */
export interface Order {
  readonly id: number
  readonly session: number
  readonly platform: number
  readonly customer: number
  readonly channel: number
  readonly region: number
  readonly at: number
  readonly status: Status
  readonly paidAt: number | null
  readonly shippedAt: number | null
  readonly promisedAt: number
  readonly deliveredAt: number | null
  readonly updatedAt: number
}

export interface OrderLine {
  readonly order: number
  readonly line: number
  readonly product: number
  readonly quantity: number
  readonly unitCents: number
  readonly discountCents: number
  readonly freightCents: number
}

export interface Refund {
  readonly order: number
  readonly line: number
  readonly product: number
  readonly quantity: number
  readonly cents: number
  readonly at: number
  readonly reason: string
}

const HOUR = 3600
const DAY = 24 * HOUR
const REASONS = ['damaged', 'not as described', 'too small', 'changed mind', 'arrived late']

export const LATE_SHARE = 0.08
const CANCEL_SHARE = 0.032
const REFUND_SHARE = 0.055

type Placed = Pick<Order, 'id' | 'session' | 'platform' | 'customer' | 'channel' | 'region' | 'at'>

/** An order and all that becomes of it. */
export interface Planned extends Placed {
  readonly promisedAt: number
  readonly paidAt: number
  readonly shippedAt: number
  readonly deliveredAt: number
  /** null: it never is */
  readonly cancelledAt: number | null
}

export function fulfil(random: Random, placed: Placed): Planned {
  const promisedAt = placed.at + Math.round((3 + random.next()) * DAY)
  const paidAt = placed.at + 30 + random.below(600)
  const cancelledAt = placed.at + 600 + random.below(30 * HOUR)
  const isCancelled = random.next() < CANCEL_SHARE
  const shippedAt = paidAt + Math.round((3 + 30 * random.next()) * HOUR)
  const isLate = random.next() < LATE_SHARE
  const shift = isLate ? 0.3 + 3.5 * random.next() : -0.2 - 0.9 * random.next()
  const deliveredAt = promisedAt + Math.round(shift * DAY)
  return {
    ...placed,
    ...{ promisedAt, paidAt, shippedAt, deliveredAt },
    cancelledAt: isCancelled ? cancelledAt : null,
  }
}

/** What has become of an order, as far as it is known at `now`. */
export function knownAt({ cancelledAt, ...order }: Planned, now: number): Order {
  const seen = (at: number) => (at < now ? at : null)
  if (cancelledAt !== null && cancelledAt < now)
    return { ...order, status: 'cancelled', shippedAt: null, deliveredAt: null, updatedAt: cancelledAt }
  const steps = {
    paidAt: seen(order.paidAt),
    shippedAt: seen(order.shippedAt),
    deliveredAt: seen(order.deliveredAt),
  }
  const status = steps.deliveredAt
    ? 'delivered'
    : steps.shippedAt
      ? 'shipped'
      : steps.paidAt
        ? 'paid'
        : 'placed'
  const updatedAt = steps.deliveredAt ?? steps.shippedAt ?? steps.paidAt ?? order.at
  return { ...order, ...steps, status, updatedAt }
}

/** The same order as the platform told it on the day it came in. */
export function asPlaced(order: Order): Order {
  return {
    ...order,
    status: 'placed',
    paidAt: null,
    shippedAt: null,
    deliveredAt: null,
    updatedAt: order.at,
  }
}

/** Money back some days after the parcel came, for one line in eighteen. */
export function refund(random: Random, order: Planned, line: OrderLine): Refund | null {
  const wanted = random.next() < REFUND_SHARE
  const at = order.deliveredAt + Math.round((2 + 16 * random.next()) * DAY)
  const reason = REASONS[random.below(REASONS.length)] ?? ''
  const quantity = 1 + random.below(line.quantity)
  if (!wanted || order.cancelledAt !== null) return null
  const paid = line.unitCents * line.quantity - line.discountCents
  const cents = Math.round((paid * quantity) / line.quantity)
  return { order: line.order, line: line.line, product: line.product, quantity, cents, at, reason }
}
