import { seeded } from '../../lib/random.ts'
import { sumOf } from '../../lib/sum.ts'
import { countOf, itemSums, packBaskets, together } from './baskets.ts'
import { type ItemModel, itemKnn, scoreItems } from './ease.ts'
import { type Pair, pairs } from './lift.ts'
import { type Choice, chooseEase, fitChosen, takenOf } from './recommend-choice.ts'
import { byTime, type Histories, hideEach } from './recommend-splits.ts'
import { marginOf, type Ranked, rerank, type Shelf } from './rerank.ts'
import { segmentShares } from './segment-share.ts'

/** One night's recommendations, from order lines as columns; everything a thread needs and nothing it must read. */
export interface RecommendTask {
  /** the items modelled, the most frequent first: an item's id is its place */
  readonly items: readonly (Shelf & { readonly merchant: string; readonly category: string })[]
  /** of each line: its order, its shopper (or `NOBODY`), its item, and how many days ago */
  readonly orders: Uint32Array
  readonly shoppers: Uint32Array
  readonly lineItems: Uint32Array
  readonly daysAgo: Float64Array
  /** of each shopper the segment, as a place in `segmentNames` */
  readonly segments: Uint8Array
  readonly segmentNames: readonly string[]
  readonly seed: number
}

export const NOBODY = 0xffffffff

interface Suggested extends Ranked {
  /** null where the two were bought together too rarely to say */
  readonly together: { readonly count: number; readonly lift: number; readonly q: number } | null
}

export interface Recommended {
  readonly orders: number
  readonly complements: readonly (readonly Suggested[])[]
  readonly substitutes: readonly (readonly Suggested[])[]
  readonly bundles: readonly Pair[]
  readonly segments: readonly {
    readonly name: string
    readonly shoppers: number
    readonly next: readonly Ranked[]
  }[]
  /** null: too few baskets to judge by */
  readonly ofBaskets: Choice | null
  readonly ofShoppers: Choice | null
}

const COMPLEMENTS = 5
const SUBSTITUTES = 3
const NEXT = 10
/** candidates looked at for each place of a list, so that stock and category can move some away */
const POOL = 10
/** what was bought in so many days is not recommended to the same segment's shoppers again */
const RECENT_DAYS = 30
/** a shopper's purchases before the last fifth of the window are learned from, those after are guessed */
const HELD_OUT = 0.2
const MAX_BUNDLES = 2000
const PRICE_RANGE = { low: 2 / 3, high: 3 / 2 }

export function recommendTask(task: RecommendTask): Recommended {
  const size = task.items.length
  const random = seeded(task.seed)
  const baskets = grouped(task.orders, task.lineItems)
  const packed = packBaskets(size, baskets)
  const several = baskets.filter((basket) => basket.length > 1)
  const ofBaskets = chooseEase(() => hideEach(several, size, random, 2), { size, halfLives: [] })
  const counts = together(packed, size)
  const taken = { gram: counts, sums: itemSums(packed), baskets: countOf(packed) }
  const known = pairs(counts, countOf(packed))
  const explained = byPair(known, size)
  const complements = allComplements(fitChosen(taken, ofBaskets), task, explained)
  const likeness = itemKnn(shoppersOf(task, size).taken)
  return {
    orders: countOf(packed),
    complements,
    substitutes: task.items.map((_, item) => substitutesOf(item, likeness, task, explained)),
    bundles: bundlesOf(known, task),
    ...segmentsOf(task, size),
    ofBaskets,
  }
}

/** In a function of its own, so that the weights of all pairs are gone before those of likeness are made. */
function allComplements(
  model: ItemModel,
  task: RecommendTask,
  explained: ReadonlyMap<number, Pair>,
): Suggested[][] {
  return task.items.map((_, item) => complementsOf(item, model, task, explained))
}

function complementsOf(
  item: number,
  model: ItemModel,
  { items }: RecommendTask,
  explained: ReadonlyMap<number, Pair>,
): Suggested[] {
  const scores = scoreItems(model, [item])
  const others = best(scores, COMPLEMENTS * POOL, (other) => other !== item)
  return rerank(others, items, { count: COMPLEMENTS }).map((one) => ({
    ...one,
    together: explained.get(keyOf(item, one.item, items.length)) ?? null,
  }))
}

/** What the same shoppers bought on other days: of its category, at about its price, and no more together than by chance. */
function substitutesOf(
  item: number,
  likeness: ItemModel,
  { items }: RecommendTask,
  explained: ReadonlyMap<number, Pair>,
): Suggested[] {
  const own = items[item]
  const scores = scoreItems(likeness, [item])
  const alike = best(scores, SUBSTITUTES * POOL, (other) => {
    const that = items[other]
    if (other === item || !own || that?.category !== own.category) return false
    const ratio = (that.priceCents ?? 0) / (own.priceCents ?? 0)
    const isTogether = (explained.get(keyOf(item, other, items.length))?.lift ?? 0) > 1
    return ratio >= PRICE_RANGE.low && ratio <= PRICE_RANGE.high && !isTogether
  })
  return rerank(alike, items, { count: SUBSTITUTES }).map((one) => ({ ...one, together: null }))
}

/** Pairs of one merchant that are surely bought together, those with the most margin in them first. */
function bundlesOf(known: readonly Pair[], { items }: RecommendTask): Pair[] {
  const worth = ({ a, b, count }: Pair) =>
    count * sumOf([a, b], (item) => (items[item]?.priceCents ?? 0) * marginOf(items[item]))
  return known
    .filter(({ a, b, lift, q }) => items[a]?.merchant === items[b]?.merchant && lift > 1 && q <= 0.05)
    .sort((x, y) => worth(y) - worth(x))
    .slice(0, MAX_BUNDLES)
}

function segmentsOf(task: RecommendTask, size: number): Pick<Recommended, 'segments' | 'ofShoppers'> {
  const { histories, taken: all } = shoppersOf(task, size)
  const oldest = task.daysAgo.reduce((most, days) => Math.max(most, days), 0)
  const held = HELD_OUT * oldest
  const split = (halfLife: number | null) =>
    byTime(
      { earlier: parted(histories, (days) => days >= held), later: parted(histories, (days) => days < held) },
      size,
      { now: -held, halfLife },
    )
  const ofShoppers = chooseEase(split, { size, halfLives: [oldest / 2] })
  const taken = ofShoppers?.halfLife == null ? all : agedOf(histories, size, ofShoppers.halfLife)
  const model = fitChosen(taken, ofShoppers)
  const shop = boughtBy(histories, size)
  const segments = task.segmentNames.map((name, segment) => {
    const members = histories.filter(
      (history, shopper) => history.size > 0 && task.segments[shopper] === segment,
    )
    return { name, shoppers: members.length, next: nextOf(members, { model, shop }, task) }
  })
  return { segments, ofShoppers }
}

/** How many customers bought each item. */
function boughtBy(histories: Histories, size: number): Float64Array {
  const times = new Float64Array(size)
  for (const history of histories) for (const item of history.keys()) times[item] = (times[item] ?? 0) + 1
  return times
}

/** Scores add up, so the mean score over shoppers is the score of their mean history. */
function nextOf(
  members: Histories,
  { model, shop }: { readonly model: ItemModel; readonly shop: Float64Array },
  { items }: RecommendTask,
): Ranked[] {
  if (members.length === 0) return []
  const times = new Float64Array(items.length)
  const recent = new Float64Array(items.length)
  for (const history of members) {
    for (const [item, ago] of history) {
      times[item] = (times[item] ?? 0) + 1 / members.length
      if (-ago < RECENT_DAYS) recent[item] = (recent[item] ?? 0) + 1 / members.length
    }
  }
  // where what sells most ranks, it is what sells most in the segment
  const scores = model.weights ? model.offsets.slice() : segmentShares(boughtBy(members, items.length), shop)
  times.forEach((weight, item) => {
    if (weight === 0 || !model.weights) return
    const row = item * model.size
    for (let j = 0; j < model.size; j++) scores[j] = (scores[j] ?? 0) + weight * (model.weights[row + j] ?? 0)
  })
  // who bought it lately needs no second one: what is left is the share who did not
  const open = scores.map((score, item) => score * (1 - Math.min(1, recent[item] ?? 0)))
  return rerank(
    best(open, NEXT * POOL, () => true),
    items,
    { count: NEXT },
  )
}

/** Each shopper's items, with when they last took them: days ago below 0, so that later is more. */
function shoppersOf({ shoppers, lineItems, daysAgo, segments }: RecommendTask, size: number) {
  const histories = Array.from(segments, () => new Map<number, number>())
  for (let line = 0; line < shoppers.length; line++) {
    const history = histories[shoppers[line] ?? NOBODY]
    const item = lineItems[line] ?? 0
    const at = -(daysAgo[line] ?? 0)
    history?.set(item, Math.max(at, history.get(item) ?? Number.NEGATIVE_INFINITY))
  }
  return { histories, taken: agedOf(histories, size, null) }
}

function agedOf(histories: Histories, size: number, halfLife: number | null) {
  const { train } = byTime({ earlier: histories, later: [] }, size, { now: 0, halfLife })
  return takenOf(train, size)
}

function parted(histories: Histories, isIn: (daysAgo: number) => boolean): Histories {
  return histories.map((history) => new Map([...history].filter(([, at]) => isIn(-at))))
}

function grouped(orders: Uint32Array, items: Uint32Array): number[][] {
  const of = new Map<number, Set<number>>()
  orders.forEach((order, line) => {
    const basket = of.get(order)
    if (basket) basket.add(items[line] ?? 0)
    else of.set(order, new Set([items[line] ?? 0]))
  })
  return [...of.values()].map((basket) => [...basket])
}

function best(scores: Float64Array, count: number, isOpen: (item: number) => boolean): Ranked[] {
  return Array.from(scores, (score, item) => ({ item, score }))
    .filter(({ item }) => isOpen(item))
    .sort((a, b) => b.score - a.score || a.item - b.item)
    .slice(0, count)
}

function byPair(known: readonly Pair[], size: number): Map<number, Pair> {
  return new Map(known.map((pair) => [keyOf(pair.a, pair.b, size), pair]))
}

function keyOf(a: number, b: number, size: number): number {
  return Math.min(a, b) * size + Math.max(a, b)
}
