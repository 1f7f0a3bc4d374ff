/**
 * What is counted by the quarter of an hour: the way of a customer to an order; sessions that bought, by when they began;
 * and what is taken back, by when it was.
 */
export const COUNTED = ['sessions', 'carts', 'orders', 'purchases', 'cancelled', 'refunds'] as const
export type Counted = (typeof COUNTED)[number]

/** What is read of `mart_intervals`. */
export const ALONG_THE_WAY = ['sessions', 'carts', 'orders', 'purchases'] as const
export const TAKEN_BACK = ['cancelled', 'refunds'] as const
export type TakenBack = (typeof TAKEN_BACK)[number]

export const QUARTER_MS = 900_000
