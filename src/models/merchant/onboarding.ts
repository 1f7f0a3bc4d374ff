import type { Day } from '../../lib/days.ts'
import { daysBetween } from '../../lib/days.ts'
import { median, quantile } from '../../stats/describe.ts'

/** What a merchant goes through until it sells for good, in this order. */
export const STEPS = ['applied', 'approved', 'signed_up', 'listed', 'first_sale', 'tenth_sale'] as const
type Step = (typeof STEPS)[number]

/** A merchant on its way; a step that is not known, or that it has not come to, is null. */
export interface Newcomer {
  readonly id: string
  readonly name: string
  readonly on: Readonly<Record<Step, Day | null>>
  readonly products: number
  /** since its first product was listed, or since it began */
  readonly sessions: number
  readonly orders: number
  /** of its products that are watched, the share that is out of stock; null where stock is not known */
  readonly stockOut: number | null
}

interface StepOfAll {
  readonly step: Step
  /** no merchant at all has a day for it: the platforms do not tell */
  readonly isKnown: boolean
  readonly reached: number
  /** from the step before that is known, of those with both days; null with too few of them */
  readonly medianDays: number | null
  readonly timed: number
  /** that have come here and no further */
  readonly waiting: number
}

type WhyStuck =
  | { readonly code: 'not-approved' | 'not-signed-up' | 'nothing-listed' | 'not-seen' }
  | { readonly code: 'out-of-stock'; readonly share: number }
  | { readonly code: 'no-order'; readonly sessions: number }
  | { readonly code: 'few-orders'; readonly orders: number; readonly sessions: number }

export interface Stuck {
  readonly merchant: Newcomer
  /** the last step it has come to */
  readonly at: Step
  readonly days: number
  /** what four of five of those that went on needed at most; the rule of thumb with too few of them */
  readonly usual: number
  readonly why: WhyStuck
}

export interface Onboarding {
  readonly steps: readonly StepOfAll[]
  /** by the month in which they began, the latest last */
  readonly cohorts: readonly {
    readonly month: string
    readonly began: number
    readonly reached: Readonly<Record<Step, number>>
  }[]
  /** the longest beyond what is usual first */
  readonly stuck: readonly Stuck[]
  readonly began: number
}

/** fewer say nothing of how long a step takes */
const MIN_TIMED = 5
const RULE_OF_THUMB_DAYS = 30
const PATIENCE = 0.8
const MOSTLY = 0.5

/**
 * The funnel of those that began within the data, as of a day. Whoever has come to a step has been through those before it,
 * whether their days are known or not. Times are of those that have come that far, so that a young shop's are too short.
 */
export function onboardingOf(merchants: readonly Newcomer[], asOf: Day): Onboarding {
  const known = STEPS.filter((step) => merchants.some(({ on }) => on[step] !== null))
  const placed = merchants.map((merchant) => ({ merchant, last: lastOf(merchant) }))
  const steps = STEPS.map((step): StepOfAll => {
    const isKnown = known.includes(step)
    const days = timesTo(step, merchants, known)
    return {
      ...{ step, isKnown, timed: days.length },
      reached: placed.filter(({ last }) => isAtLeast(last, step)).length,
      medianDays: days.length >= MIN_TIMED ? median(days) : null,
      waiting: isKnown ? placed.filter(({ last }) => last === step).length : 0,
    }
  })
  const stuck = placed.flatMap(
    ({ merchant, last }) => stuckAt(merchant, last, { merchants, known, asOf }) ?? [],
  )
  return {
    steps,
    cohorts: cohortsOf(placed),
    stuck: stuck.toSorted((a, b) => b.days - b.usual - (a.days - a.usual)),
    began: merchants.length,
  }
}

/** The first day that is known of it. */
export function beganOn({ on }: Pick<Newcomer, 'on'>): Day | null {
  return STEPS.flatMap((step) => on[step] ?? []).sort()[0] ?? null
}

function lastOf({ on }: Newcomer): Step {
  return STEPS.findLast((step) => on[step] !== null) ?? 'applied'
}

function isAtLeast(last: Step, step: Step): boolean {
  return STEPS.indexOf(last) >= STEPS.indexOf(step)
}

/** Days from the step before it that the shop knows at all; steps that were taken in another order count as no time. */
function timesTo(step: Step, merchants: readonly Newcomer[], known: readonly Step[]): number[] {
  const before = known[known.indexOf(step) - 1]
  if (before === undefined || !known.includes(step)) return []
  return merchants.flatMap(({ on }) => {
    const [from, to] = [on[before], on[step]]
    return from === null || to === null ? [] : [Math.max(0, daysBetween(from, to))]
  })
}

function stuckAt(
  merchant: Newcomer,
  at: Step,
  {
    merchants,
    known,
    asOf,
  }: { readonly merchants: readonly Newcomer[]; readonly known: readonly Step[]; readonly asOf: Day },
): Stuck | null {
  const next = known[known.indexOf(at) + 1]
  const since = merchant.on[at]
  if (next === undefined || since === null) return null
  const times = timesTo(next, merchants, known)
  const usual = (times.length >= MIN_TIMED ? quantile(times, PATIENCE) : null) ?? RULE_OF_THUMB_DAYS
  const days = daysBetween(since, asOf)
  return days > usual ? { merchant, at, days, usual: Math.ceil(usual), why: whyStuck(merchant, next) } : null
}

/** What is missing for the next step, as far as rows tell it. */
function whyStuck({ products, sessions, orders, stockOut }: Newcomer, next: Step): WhyStuck {
  if (next === 'approved') return { code: 'not-approved' }
  if (next === 'signed_up') return { code: 'not-signed-up' }
  if (products === 0) return { code: 'nothing-listed' }
  if (stockOut !== null && stockOut > MOSTLY) return { code: 'out-of-stock', share: stockOut }
  if (orders > 0) return { code: 'few-orders', orders, sessions }
  return sessions === 0 ? { code: 'not-seen' } : { code: 'no-order', sessions }
}

function cohortsOf(
  placed: readonly { readonly merchant: Newcomer; readonly last: Step }[],
): Onboarding['cohorts'] {
  const months = new Map<string, Step[]>()
  for (const { merchant, last } of placed) {
    const month = beganOn(merchant)?.slice(0, 7)
    if (month !== undefined) months.set(month, [...(months.get(month) ?? []), last])
  }
  const countOf = (lasts: readonly Step[], step: Step) => lasts.filter((last) => isAtLeast(last, step)).length
  return [...months]
    .toSorted(([a], [b]) => a.localeCompare(b))
    .map(([month, lasts]) => ({
      ...{ month, began: lasts.length },
      reached: {
        applied: countOf(lasts, 'applied'),
        approved: countOf(lasts, 'approved'),
        signed_up: countOf(lasts, 'signed_up'),
        listed: countOf(lasts, 'listed'),
        first_sale: countOf(lasts, 'first_sale'),
        tenth_sale: countOf(lasts, 'tenth_sale'),
      },
    }))
}
