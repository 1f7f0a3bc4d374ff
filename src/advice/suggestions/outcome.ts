import { addDays, type Day } from '../../lib/days.ts'
import { sumOf } from '../../lib/sum.ts'
import { Z90 } from '../../stats/distributions/z.ts'
import {
  differenceInProfit,
  type Effect,
  effectOf,
  growthOfMatches,
  type TooFew,
  type Watched,
} from './matched.ts'

export const OUTCOME_MODEL = 'matched-did-1'

/** A product's day as the shop saw it. */
export interface ProductDay {
  readonly day: Day
  readonly units: number
  readonly gmvCents: number
  /** paid on average, or in force when nothing was sold; null when not known */
  readonly priceCents: number | null
  readonly isPromo: boolean
  /** nothing left to sell, and nothing sold */
  readonly isShort: boolean
  /** counted at its end; null when it was not */
  readonly onHand: number | null
}

/** What came of an accepted suggestion, as far as the data tells. Only `measured`, `never-seen` and `inconclusive` are final. */
export type Outcome =
  /** approved, but the shop does not show it yet */
  | { readonly kind: 'not-seen' }
  | { readonly kind: 'never-seen' }
  | { readonly kind: 'running'; readonly seenOn: Day; readonly until: Day }
  | { readonly kind: 'unknown'; readonly seenOn: Day; readonly lack: Lack }
  /** it can never be measured, and why */
  | { readonly kind: 'inconclusive'; readonly because: 'nobody held out' | 'no control left' }
  | Measured

type Lack =
  | Omit<TooFew, 'kind'>
  | { readonly missing: 'orders' | 'customers'; readonly need: number; readonly have: number }
  | { readonly missing: 'cost' }

interface Measured {
  readonly kind: 'measured'
  readonly seenOn: Day
  readonly days: number
  readonly effect: Effect
  readonly verdict: Verdict
  readonly against: string
  /** what it was reckoned from */
  readonly inputs: Readonly<Record<string, unknown>>
}

export type Verdict = 'helped' | 'hurt' | 'inconclusive'

/** so long a change may wait to be made */
const SEEN_WITHIN_DAYS = 30
export const BEFORE_DAYS = 56
const RESTOCK_DAYS = 28

/**
 * The day the shop shows the new price: the first ordinary day on which it went at least half of the way, if the next
 * day that sold says so too. Null when there is none.
 */
export function priceSeenOn(
  days: readonly ProductDay[],
  asked: { readonly decidedOn: Day; readonly fromCents: number; readonly toCents: number },
): Day | null {
  const since = ordinary(days).filter(({ day }) => day >= asked.decidedOn)
  const found = since.find((one, i) => {
    const next = since.slice(i + 1).find(({ units }) => units > 0)
    return hasMoved(one, asked) && (!next || hasMoved(next, asked))
  })
  return found?.day ?? null
}

/** The day the order is there: what came in since reaches what was on its way already and half of the order. */
export function stockSeenOn(
  days: readonly ProductDay[],
  asked: { readonly decidedOn: Day; readonly inbound: number; readonly order: number },
): Day | null {
  let arrived = 0
  let before: number | null = null
  for (const { day, onHand, units } of days) {
    if (onHand !== null && before !== null && day > asked.decidedOn)
      arrived += Math.max(0, onHand - before + units)
    if (onHand !== null) before = onHand
    if (arrived >= asked.inbound + asked.order / 2 && arrived > 0) return day
  }
  return null
}

export interface PriceChange {
  readonly decidedOn: Day
  readonly fromCents: number
  readonly toCents: number
  /** over which the gain was promised */
  readonly horizonDays: number
  readonly costCents: number | null
  /** the last day with data */
  readonly asOf: Day
}

/**
 * What a price change brought in profit, against products of its category that nobody touched and that sold as much a
 * day before: difference in differences over the ordinary days in stock at the new price. What it can not rule out:
 * a change of the shop's that hits this product alone, and buyers who only moved here from its neighbours.
 */
export function priceOutcome(
  change: PriceChange,
  days: readonly ProductDay[],
  seenOn: Day | null,
  others: readonly Watched[],
): Outcome {
  const { decidedOn, horizonDays, costCents, asOf } = change
  if (seenOn === null) return notSeen(decidedOn, asOf, SEEN_WITHIN_DAYS)
  const until = addDays(seenOn, horizonDays)
  if (asOf < addDays(until, -1)) return { kind: 'running', seenOn, until }
  if (costCents === null) return { kind: 'unknown', seenOn, lack: { missing: 'cost' } }
  const told = ordinary(days).filter(({ isShort }) => !isShort)
  const before = told.filter(({ day }) => day >= addDays(decidedOn, -BEFORE_DAYS) && day < decidedOn)
  const after = untilTakenBack(
    told.filter(({ day }) => day >= seenOn && day < until),
    change,
  )
  const treated = { id: '', before: soldIn(before), after: soldIn(after) }
  const growth = growthOfMatches(treated, others)
  if (growth.kind === 'too-few') return { kind: 'unknown', seenOn, lack: growth }
  const marginOf = (some: readonly ProductDay[], otherwise: number) => (paidIn(some) ?? otherwise) - costCents
  const effect = differenceInProfit(treated, growth, {
    marginBefore: marginOf(before, change.fromCents),
    marginAfter: marginOf(after, change.toCents),
    days: horizonDays,
  })
  const against = `${growth.matches.length} untouched products of its category that sold alike`
  const inputs = { before: treated.before, after: treated.after, costCents, growth }
  return measured(effect, { seenOn, days: horizonDays, against, inputs })
}

/**
 * What an order brought: pieces sold until four weeks after it came that the stock of then could not have supplied, at
 * their margin. Not against other products: those had stock, so beside them a saved product looks like any other. The
 * interval is the chance of demand; it holds that nothing else would have been ordered meanwhile.
 */
export function restockOutcome(
  order: {
    readonly decidedOn: Day
    readonly order: number
    /** on hand and on its way, less reserved, when it was advised */
    readonly position: number
    readonly leadDays: number
    readonly costCents: number | null
    readonly asOf: Day
  },
  days: readonly ProductDay[],
  seenOn: Day | null,
): Outcome {
  const { decidedOn, costCents, asOf, position } = order
  if (seenOn === null) return notSeen(decidedOn, asOf, SEEN_WITHIN_DAYS + Math.ceil(order.leadDays))
  const until = addDays(seenOn, RESTOCK_DAYS)
  if (asOf < addDays(until, -1)) return { kind: 'running', seenOn, until }
  const window = days.filter(({ day }) => day >= decidedOn && day < until)
  const paid = paidIn(window)
  if (costCents === null) return { kind: 'unknown', seenOn, lack: { missing: 'cost' } }
  const { units } = soldIn(window)
  const margin = (paid ?? costCents) - costCents
  const saved = (sold: number) => margin * Math.max(0, Math.min(order.order, sold - Math.max(0, position)))
  const se = Math.sqrt(dispersionOf(window) * units)
  const { chance } = effectOf({
    cents: units - Math.max(0, position),
    seCents: se,
    baselineCents: 0,
    degrees: Math.max(1, window.length - 1),
  })
  const [low, high] = [saved(units - Z90 * se), saved(units + Z90 * se)]
  const effect = {
    cents: saved(units),
    low,
    high,
    seCents: Math.abs(high - low) / (2 * Z90),
    baselineCents: margin * Math.min(units, Math.max(0, position)),
    chance: margin > 0 ? chance : 0,
  }
  return measured(effect, {
    seenOn,
    days: window.length,
    against: 'the stock there was without it',
    inputs: { sold: units, paidCents: paid, costCents, position, ordered: order.order },
  })
}

/** The interval alone decides: an effect it cannot tell from none is no help. */
export function measured(
  effect: Effect,
  of: Pick<Measured, 'seenOn' | 'days' | 'against' | 'inputs'>,
): Measured {
  const verdict = effect.low > 0 ? 'helped' : effect.high < 0 ? 'hurt' : 'inconclusive'
  return { kind: 'measured', ...of, effect, verdict }
}

function notSeen(decidedOn: Day, asOf: Day, withinDays: number): Outcome {
  return { kind: asOf < addDays(decidedOn, withinDays) ? 'not-seen' : 'never-seen' }
}

function ordinary(days: readonly ProductDay[]): ProductDay[] {
  return days.filter(({ isPromo }) => !isPromo)
}

function hasMoved(
  { priceCents }: ProductDay,
  { fromCents, toCents }: Pick<PriceChange, 'fromCents' | 'toCents'>,
): boolean {
  if (priceCents === null || priceCents <= 0) return false
  return Math.log(priceCents / fromCents) / Math.log(toCents / fromCents) >= 0.5
}

/** Two days that sold, one after the other, at the old price again end what can be measured. */
function untilTakenBack(
  days: readonly ProductDay[],
  change: Pick<PriceChange, 'fromCents' | 'toCents'>,
): ProductDay[] {
  const sold = days.filter(({ units }) => units > 0)
  const back = sold.find((one, i) => {
    const next = sold[i + 1]
    return !hasMoved(one, change) && next && !hasMoved(next, change)
  })
  return back ? days.filter(({ day }) => day < back.day) : [...days]
}

function soldIn(days: readonly ProductDay[]): { units: number; days: number } {
  return { units: sumOf(days, ({ units }) => units), days: days.length }
}

function paidIn(days: readonly ProductDay[]): number | null {
  const { units } = soldIn(days)
  return units > 0 ? sumOf(days, ({ gmvCents }) => gmvCents) / units : null
}

/** Variance of a day's units over their mean; 1 is Poisson's. */
function dispersionOf(days: readonly ProductDay[]): number {
  const { units, days: count } = soldIn(days)
  if (count < 2 || units === 0) return 1
  const mean = units / count
  const squares = sumOf(days, (one) => (one.units - mean) ** 2)
  return Math.max(1, squares / (count - 1) / mean)
}
