/** What is counted by the quarter of an hour, along the way of a customer to an order. */
export const COUNTED = ['sessions', 'carts', 'orders'] as const
export type Counted = (typeof COUNTED)[number]

export const QUARTER_MS = 900_000
