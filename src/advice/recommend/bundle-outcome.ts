import { addDays, type Day } from '../../lib/days.ts'
import { Z90 } from '../../stats/distributions/z.ts'
import { differenceOfProportions } from '../../stats/tests/difference.ts'
import { effectOf } from '../suggestions/matched.ts'
import { measured, type Outcome } from '../suggestions/outcome.ts'

/** Orders that held the base of a pair, and those of them that held both. */
export interface PairOrders {
  readonly base: number
  readonly both: number
}

export const BUNDLE_BEFORE_DAYS = 56
/** a share of fewer orders is an anecdote */
const MIN_ORDERS = 30

/**
 * What an offer brought: the share of the base's orders that held both, after the approval less before (Newcombe), times
 * those orders and the margin, less what the pair was made cheaper by. The share stands whatever traffic does; what it
 * cannot rule out is that the two grew closer by themselves. No feed tells when the offer went live: it counts from the
 * day after its approval.
 */
export function bundleOutcome(
  offer: {
    readonly decidedOn: Day
    readonly horizonDays: number
    readonly marginCents: number
    /** what a pair was made cheaper by */
    readonly discountCents: number
    readonly asOf: Day
  },
  before: PairOrders,
  after: PairOrders,
): Outcome {
  const { decidedOn, horizonDays, marginCents, discountCents, asOf } = offer
  const seenOn = addDays(decidedOn, 1)
  const until = addDays(seenOn, horizonDays)
  if (asOf < addDays(until, -1)) return { kind: 'running', seenOn, until }
  const have = Math.min(before.base, after.base)
  if (have < MIN_ORDERS)
    return { kind: 'unknown', seenOn, lack: { missing: 'orders', need: MIN_ORDERS, have } }
  const change = differenceOfProportions(
    { hits: after.both, of: after.base },
    { hits: before.both, of: before.base },
    0.9,
  )
  const given = discountCents * after.both
  const cents = marginCents * after.base * change.estimate - given
  const effect = effectOf({
    cents,
    seCents: (marginCents * after.base * (change.high - change.low)) / (2 * Z90),
    baselineCents: marginCents * after.base * (before.both / before.base),
    degrees: have - 1,
  })
  return measured(effect, {
    seenOn,
    days: horizonDays,
    against: 'the share of its buyers who took both before',
    inputs: { before, after, marginCents, discountCents },
  })
}
