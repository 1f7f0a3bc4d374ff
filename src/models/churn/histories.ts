import type { History } from './snapshot.ts'

/** Sales in any order, several on a day or not, as a history each. */
export function historiesOf(
  sales: Iterable<{ readonly id: string; readonly day: number; readonly orders: number }>,
): History[] {
  const byId = new Map<string, Map<number, number>>()
  for (const { id, day, orders } of sales) {
    const own = byId.get(id) ?? new Map<number, number>()
    byId.set(id, own.set(day, (own.get(day) ?? 0) + orders))
  }
  return [...byId].map(([id, own]) => {
    const days = [...own.keys()].sort((a, b) => a - b)
    return { id, days, orders: days.map((day) => own.get(day) ?? 0) }
  })
}
