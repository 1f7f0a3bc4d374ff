/** Where a price change counts. */
export interface Place {
  readonly merchant: string
  readonly category: string
}

/**
 * Of the best price changes those for which this week has room: no merchant and no category gets more than `most` in a week,
 * counted from the changes that were approved within it. Changed all at once, prices teach nothing about each other, and
 * what is wrong with the model is wrong everywhere; so the best go first, spread over the shop.
 */
export function withinWeek<T>(
  best: readonly T[],
  {
    placeOf,
    approved,
    most,
  }: {
    readonly placeOf: (one: T) => Place
    readonly approved: readonly Place[]
    readonly most: number
  },
): T[] {
  const counts = new Map<string, number>()
  const keysOf = ({ merchant, category }: Place) => [`merchant ${merchant}`, `category ${category}`]
  const add = (place: Place) => {
    for (const key of keysOf(place)) counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  for (const place of approved) add(place)
  return best.filter((one) => {
    const place = placeOf(one)
    if (keysOf(place).some((key) => (counts.get(key) ?? 0) >= most)) return false
    add(place)
    return true
  })
}
