/** Products by column: what a neighbour is told by. Unknown numbers are NaN; `units` are those of `days`. */
export interface Shelf {
  readonly categories: readonly string[]
  readonly numbers: Readonly<Record<'price' | 'cost' | 'units' | 'days', Float64Array>>
}

/** The products a buyer might take instead: of its category, at about its price. */
export interface Neighbours {
  readonly count: number
  /** of all together, a day */
  readonly units: number
  /** of one of their units, where the cost is known */
  readonly marginCents: number
}

const RANGE = { low: 2 / 3, high: 3 / 2 }
/** all of the category, whatever they cost: of what goes over within a category, as it was learned */
export const ALL_OF_IT = { low: 0, high: Number.POSITIVE_INFINITY }

interface Sorted {
  readonly prices: readonly number[]
  /** of the i cheapest: how many, their units and margin a day */
  readonly counts: readonly number[]
  readonly units: readonly number[]
  readonly margins: readonly number[]
  /** the units whose margin is known */
  readonly priced: readonly number[]
}

/**
 * The neighbours of a product by its category, price and own sales, from sums over each category's prices: two binary
 * searches a product. Null where it has none that sells, or where the margin of none is known.
 */
export function neighboursIn(
  shelf: Shelf,
  range: Readonly<typeof RANGE> = RANGE,
): (of: {
  readonly category: string
  readonly priceCents: number
  readonly costCents: number | null
  readonly perDay: number
}) => Neighbours | null {
  const sorted = sortedByPrice(shelf)
  return ({ category, priceCents, costCents, perDay }) => {
    const found = sorted.get(category)
    if (!found) return null
    const from = firstFrom(found.prices, priceCents * range.low)
    const to = firstFrom(found.prices, priceCents * range.high + 1e-9)
    const between = (sums: readonly number[]) => (sums[to] ?? 0) - (sums[from] ?? 0)
    const own = perDay > 0 ? 1 : 0
    const count = between(found.counts) - own
    const units = between(found.units) - perDay
    const priced = between(found.priced) - (costCents === null ? 0 : perDay)
    const margin = between(found.margins) - (costCents === null ? 0 : perDay * (priceCents - costCents))
    if (count <= 0 || !(units > 1e-9) || !(priced > 1e-9)) return null
    return { count, units, marginCents: Math.max(0, margin / priced) }
  }
}

function sortedByPrice({ categories, numbers }: Shelf): Map<string, Sorted> {
  const members = new Map<string, number[]>()
  categories.forEach((category, i) => {
    const sells = (numbers.units[i] ?? 0) > 0 && (numbers.days[i] ?? 0) > 0 && (numbers.price[i] ?? 0) > 0
    if (!sells) return
    const list = members.get(category)
    if (list) list.push(i)
    else members.set(category, [i])
  })
  return new Map([...members].map(([category, list]) => [category, summed(list, numbers)]))
}

function summed(list: readonly number[], numbers: Shelf['numbers']): Sorted {
  const byPrice = list.toSorted((a, b) => (numbers.price[a] ?? 0) - (numbers.price[b] ?? 0))
  const counts = [0]
  const units = [0]
  const margins = [0]
  const priced = [0]
  for (const [at, i] of byPrice.entries()) {
    const perDay = (numbers.units[i] ?? 0) / (numbers.days[i] ?? 1)
    const cost = numbers.cost[i] ?? Number.NaN
    const isPriced = !Number.isNaN(cost)
    counts.push(at + 1)
    units.push((units[at] ?? 0) + perDay)
    priced.push((priced[at] ?? 0) + (isPriced ? perDay : 0))
    margins.push((margins[at] ?? 0) + (isPriced ? perDay * ((numbers.price[i] ?? 0) - cost) : 0))
  }
  return { prices: byPrice.map((i) => numbers.price[i] ?? 0), counts, units, margins, priced }
}

/** Place of the first price of at least `least`. */
function firstFrom(prices: readonly number[], least: number): number {
  let [low, high] = [0, prices.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((prices[middle] ?? 0) < least) low = middle + 1
    else high = middle
  }
  return low
}
