import type { Random } from '../../lib/random.ts'
import { shuffled } from '../../models/learn/folds.ts'
import { packBaskets } from './baskets.ts'
import type { Query } from './ranking-quality.ts'
import type { Split } from './recommend-choice.ts'

/** more queries than this say nothing more: a sample is asked */
const MAX_QUERIES = 10_000

/** Item codes in order of how often they were taken: the item's id is its place. */
export function idsByCount(items: number, baskets: Iterable<Iterable<number>>): Uint32Array {
  const counts = new Uint32Array(items)
  for (const basket of baskets) for (const item of basket) counts[item] = (counts[item] ?? 0) + 1
  const order = Array.from(counts.keys()).sort((a, b) => (counts[b] ?? 0) - (counts[a] ?? 0) || a - b)
  const ids = new Uint32Array(items)
  order.forEach((code, id) => {
    ids[code] = id
  })
  return ids
}

/** a basket of two leaves one item to go by: as in the published comparison, three are asked for */
const MIN_BASKET = 3

/** 80 of 100 baskets at random to learn from; of each other basket of three items or more one is hidden. */
export function hideOne(baskets: readonly (readonly number[])[], items: number, random: Random): Split {
  const order = shuffled(baskets.length, random)
  const cut = Math.floor(0.8 * baskets.length)
  const of = (place: number) => baskets[order[place] ?? 0] ?? []
  const train = Array.from({ length: cut }, (_, place) => of(place))
  const queries: Query[] = []
  for (let place = cut; place < baskets.length && queries.length < MAX_QUERIES; place++) {
    const basket = of(place)
    if (basket.length < MIN_BASKET) continue
    const hidden = basket[random.below(basket.length)] ?? 0
    queries.push({ given: basket.filter((item) => item !== hidden), targets: [hidden] })
  }
  return { train: packBaskets(items, train), queries }
}

/** As `hideOne`, but every item of a basket is hidden in its turn: steadier, to choose options on. */
export function hideEach(
  baskets: readonly (readonly number[])[],
  items: number,
  random: Random,
  least = MIN_BASKET,
): Split {
  const order = Array.from(shuffled(baskets.length, random), (i) => baskets[i] ?? [])
  const cut = Math.floor(0.8 * baskets.length)
  const queries = order
    .slice(cut)
    .filter((basket) => basket.length >= least)
    .flatMap((basket) =>
      basket.map((hidden) => ({ given: basket.filter((item) => item !== hidden), targets: [hidden] })),
    )
    .slice(0, MAX_QUERIES)
  return { train: packBaskets(items, order.slice(0, cut)), queries }
}

/** What a user took, each item once, the latest time kept. */
export type Histories = readonly ReadonlyMap<number, number>[]

/** One item of each user with two or more is hidden at random; everything else is learned from. */
export function leaveOneOut(users: Histories, items: number, random: Random): Split {
  const asked = new Set(
    shuffled(users.length, random)
      .filter((user) => (users[user]?.size ?? 0) >= 2)
      .slice(0, MAX_QUERIES),
  )
  const queries: Query[] = []
  const train = users.map((history, user) => {
    const taken = [...history.keys()]
    if (!asked.has(user)) return taken
    const hidden = taken[random.below(taken.length)] ?? 0
    const given = taken.filter((item) => item !== hidden)
    queries.push({ given, targets: [hidden] })
    return given
  })
  return { train: packBaskets(items, train), queries }
}

/** Weight of what was taken `age` seconds ago: half after each half-life; all alike when it is null. */
export interface Decay {
  readonly now: number
  readonly halfLife: number | null
}

/** What each user took before, weighted by age; asked for what they took later that was new to them. */
export function byTime(
  { earlier, later }: { readonly earlier: Histories; readonly later: Histories },
  items: number,
  { now, halfLife }: Decay,
): Split {
  const histories = earlier.filter((history) => history.size > 0).map((history) => [...history])
  const train = packBaskets(
    items,
    histories.map((history) => history.map(([item]) => item)),
    (user, place) => {
      const at = histories[user]?.[place]?.[1] ?? now
      return halfLife === null ? 1 : 0.5 ** (Math.max(0, now - at) / halfLife)
    },
  )
  const isKnown = new Uint8Array(items)
  for (const item of train.members) isKnown[item] = 1
  const queries: Query[] = []
  for (const [user, history] of later.entries()) {
    const before = earlier[user]
    if (!before || before.size === 0) continue
    const targets = [...history.keys()].filter((item) => !before.has(item) && isKnown[item] === 1)
    if (targets.length > 0) queries.push({ given: [...before.keys()], targets })
  }
  const step = Math.max(1, queries.length / MAX_QUERIES)
  const kept = Math.min(queries.length, MAX_QUERIES)
  return {
    train,
    queries: Array.from(
      { length: kept },
      (_, i) => queries[Math.floor(i * step)] ?? { given: [], targets: [] },
    ),
  }
}
