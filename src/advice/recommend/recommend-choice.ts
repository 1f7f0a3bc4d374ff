import { Z90 } from '../../stats/distributions/z.ts'
import { type Baskets, countOf, itemSums, together } from './baskets.ts'
import { type EaseOptions, fitEase, fitEaseEach, type ItemModel, popularity, type Taken } from './ease.ts'
import { type Query, rankingQuality } from './ranking-quality.ts'

/** Earlier baskets, and queries from later or other ones: what options are chosen on. */
export interface Split {
  readonly train: Baskets
  readonly queries: readonly Query[]
}

export interface Choice extends EaseOptions {
  /** after which what was taken counts half; null: it counts for ever */
  readonly halfLife: number | null
  /** recall@10 on the queries it was chosen on */
  readonly recall10: number
  readonly popular10: number
  /** EASE ranks at least 5 % better than what sells most, and by more than chance would */
  readonly isWorthIt: boolean
}

const LAMBDAS = [50, 100, 200, 500, 1000, 2000]
const INTERCEPTS = ['none', 'half', 'full'] as const
/** options are chosen on the most frequent so many items: a fit of all takes a second and more, n^3 */
const CHOICE_ITEMS = 400
/** the least gain over popularity for which a list is more than what sells anyway */
const MIN_GAIN = 1.05
/** one-sided 95 %: the best of many tries on few queries gains a little by chance alone */
const Z_BEYOND_CHANCE = Z90

export function takenOf(train: Baskets, size: number): Taken {
  return { gram: together(train, size), sums: itemSums(train), baskets: countOf(train) }
}

/**
 * Chooses EASE's penalty, whether it has an intercept, and then whether what is long ago should count for less, by
 * nDCG@10 on the split's queries; says whether that is worth showing instead of what sells most. Null when there is
 * nothing to choose on, or no penalty can be solved.
 */
export function chooseEase(
  splitFor: (halfLife: number | null) => Split,
  asked: { readonly size: number; readonly halfLives: readonly number[] },
  onFit: (done: number, of: number) => void = () => {},
): Choice | null {
  const { train, queries } = splitFor(null)
  if (queries.length === 0) return null
  const size = Math.min(asked.size, CHOICE_ITEMS)
  const of = LAMBDAS.length + asked.halfLives.length
  const taken = takenOf(train, size)
  let best: Tried | null = null
  for (const [i, lambda] of LAMBDAS.entries()) {
    const models = fitEaseEach(taken, lambda)
    for (const intercept of INTERCEPTS)
      best = better(best, tried(models[intercept], { train, queries }, { lambda, intercept, halfLife: null }))
    onFit(i + 1, of)
  }
  for (const [i, halfLife] of asked.halfLives.entries()) {
    if (!best) return null
    const aged = splitFor(halfLife)
    const { lambda, intercept }: Tried = best
    const model = fitEase(takenOf(aged.train, size), { lambda, intercept })
    best = better(best, tried(model, aged, { lambda, intercept, halfLife }))
    onFit(LAMBDAS.length + i + 1, of)
  }
  if (!best) return null
  const { ndcg10, recall10Error, ...choice } = best
  const popular = rankingQuality(popularity(taken), queries, train.items)
  const isBeyondChance =
    choice.recall10 - popular.recall10 > Z_BEYOND_CHANCE * Math.hypot(recall10Error, popular.recall10Error)
  return {
    ...choice,
    popular10: popular.recall10,
    isWorthIt: isBeyondChance && isWorthShowing(choice.recall10, popular.recall10),
  }
}

export function isWorthShowing(recall10: number, popular10: number): boolean {
  return recall10 > 0 && recall10 >= MIN_GAIN * popular10
}

interface Tried extends EaseOptions {
  readonly halfLife: number | null
  readonly recall10: number
  readonly ndcg10: number
  readonly recall10Error: number
}

function tried(
  model: ItemModel | null,
  { train, queries }: Split,
  option: EaseOptions & { readonly halfLife: number | null },
): Tried | null {
  if (!model) return null
  const { recall10, ndcg10, recall10Error } = rankingQuality(model, queries, train.items)
  return { ...option, recall10, ndcg10, recall10Error }
}

function better(best: Tried | null, next: Tried | null): Tried | null {
  return next && (!best || next.ndcg10 > best.ndcg10) ? next : best
}

/** The model to answer with: EASE where it is worth it, else what sells most. */
export function fitChosen(taken: Taken, choice: Choice | null): ItemModel {
  const ease = choice?.isWorthIt ? fitEase(taken, choice) : null
  return ease ?? popularity(taken)
}
