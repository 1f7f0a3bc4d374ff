/** How recent, how often, how much: what a customer did, in the order of quintiles. */
export interface RfmFacts {
  /** days since the last order: fewer is better */
  readonly recencyDays: number
  readonly orders: number
  readonly cents: number
}

/** 5 is the best fifth of all customers, 1 the last. */
export interface Rfm {
  readonly recency: number
  readonly frequency: number
  readonly monetary: number
  readonly segment: Segment
}

export const SEGMENTS = ['champions', 'loyal', 'new', 'promising', 'at risk', 'hibernating', 'lost'] as const
type Segment = (typeof SEGMENTS)[number]

/**
 * Quintile of each value by its rank, 1 lowest to 5 highest; values alike get one quintile, that of the middle of
 * their ranks, so that nobody is told apart by chance. `quintiles([1, 1, 1, 1, 9])` is `[3, 3, 3, 3, 5]`.
 */
export function quintiles(values: ArrayLike<number>): Uint8Array {
  const n = values.length
  const order = Array.from({ length: n }, (_, i) => i).sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0))
  const found = new Uint8Array(n)
  for (let from = 0; from < n; ) {
    let to = from
    while (to < n && values[order[to] ?? 0] === values[order[from] ?? 0]) to++
    const middle = (from + to) / 2
    const quintile = Math.min(5, 1 + Math.floor((5 * middle) / n))
    for (let i = from; i < to; i++) found[order[i] ?? 0] = quintile
    from = to
  }
  return found
}

/**
 * RFM segments: labels to speak of customers by, not a rule whom to write to (on the Hillstrom test RFM ranks worse
 * than chance for that: see `evaluate uplift`).
 */
export function rfm(customers: readonly RfmFacts[]): Rfm[] {
  const recency = quintiles(customers.map(({ recencyDays }) => -recencyDays))
  const frequency = quintiles(customers.map(({ orders }) => orders))
  const monetary = quintiles(customers.map(({ cents }) => cents))
  return customers.map(({ orders }, i) => {
    const scores = { recency: recency[i] ?? 0, frequency: frequency[i] ?? 0, monetary: monetary[i] ?? 0 }
    return { ...scores, segment: segmentOf(scores, orders) }
  })
}

function segmentOf(
  { recency, frequency, monetary }: { recency: number; frequency: number; monetary: number },
  orders: number,
): Segment {
  const worth = (frequency + monetary) / 2
  if (recency >= 4) {
    if (orders === 1) return 'new'
    return worth >= 4 ? 'champions' : 'loyal'
  }
  if (recency === 3) return orders > 1 ? 'loyal' : 'promising'
  if (orders > 1 || worth >= 4) return 'at risk'
  return recency === 2 ? 'hibernating' : 'lost'
}
