import type { Day } from '../../lib/days.ts'
import { type CleanTable, WAITING } from '../tables/clean-tables.ts'
import type { Draft } from './draft.ts'

/** As the orders' own `_k` is made. */
export function orderKey(platform: string, orderId: string): string {
  return `key_hash(${platform} || chr(31) || ${orderId})`
}

/** keys of the orders this build has brought */
export const NEW_ORDERS = 'select _k as k from staged_orders where _reason is null'

/**
 * The days of the orders that a table's new rows belong to, and of those that have just come or moved. A row that lies
 * in its order's day already needs no look-up.
 */
export async function dateOrders(draft: Draft, clean: CleanTable): Promise<void> {
  const paths = draft.paths('keys_orders')
  const orders = hasNewOrders(draft) ? `union all ${NEW_ORDERS}` : ''
  const wanted = `select ${orderKey('platform', 'order_id')} as k from incoming_${clean.table} ${orders}`
  const index = await draft.from('keys_orders', paths)
  await draft.session.materialize(
    'order_days',
    `select i.k, max_by(i.dt, i.build) as dt from ${index} i where i.k in (select k from (${wanted}) w) group by i.k`,
  )
}

/** Whether this build has merged orders: `staged_orders` is there then. */
export function hasNewOrders(draft: Draft): boolean {
  return draft.added.some((file) => file.table === 'clean_orders')
}

/** Lines that waited for their order, and lines dated by an order that has moved to another day. */
export async function daysOfMovedOrders(draft: Draft, clean: CleanTable): Promise<Set<Day>> {
  if (draft.before(clean.name).length === 0 || !hasNewOrders(draft)) return new Set()
  const waiting = draft.before(clean.name, new Set([WAITING])).length > 0 ? [WAITING] : []
  const before = draft.before('keys_orders').map(draft.absolute)
  if (before.length === 0) return new Set(waiting)
  const moved = await draft.session.query<{ was: string; is: string }>(
    `select distinct cast(i.dt as string) as was, cast(d.dt as string) as "is"
     from ${await draft.from('keys_orders', before)} i
     join (${NEW_ORDERS}) s on s.k = i.k
     join order_days d on d.k = i.k where d.dt <> i.dt`,
  )
  return new Set([...waiting, ...moved.flatMap(({ was, is }) => [was, is])])
}
