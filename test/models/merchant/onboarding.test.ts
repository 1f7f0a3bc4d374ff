import { describe, expect, it } from 'vitest'
import { addDays, type Day } from '../../../src/lib/days.ts'
import { type Newcomer, onboardingOf, STEPS } from '../../../src/models/merchant/onboarding.ts'

type Step = (typeof STEPS)[number]
const START: Day = '2026-01-01'
const AS_OF: Day = '2026-03-01'

/** Days after the first of January on which each step was come to; steps that are not named were not, or are not known. */
function newcomer(id: string, on: Partial<Record<Step, number>>, more: Partial<Newcomer> = {}): Newcomer {
  const days = Object.fromEntries(
    STEPS.map((step) => [step, on[step] === undefined ? null : addDays(START, on[step])]),
  ) as Newcomer['on']
  return { id, name: id, on: days, products: 3, sessions: 0, orders: 0, stockOut: null, ...more }
}

/** Six that needed 2, 4, 6, 8, 10 and 12 days from signing up to the first sale, and ten to the tenth. */
const WENT = [2, 4, 6, 8, 10, 12].map((days, i) =>
  newcomer(`W${i}`, { signed_up: 0, listed: 0, first_sale: days, tenth_sale: days + 10 }, { orders: 12 }),
)

describe('how merchants come in', () => {
  it('counts who came how far, and how long each step took by its median', () => {
    const { steps, began } = onboardingOf([...WENT, newcomer('A', { signed_up: 50, listed: 52 })], AS_OF)
    expect(began).toBe(7)
    expect(
      steps.map(({ step, isKnown, reached, medianDays, waiting }) => [
        step,
        isKnown,
        reached,
        medianDays,
        waiting,
      ]),
    ).toEqual([
      ['applied', false, 7, null, 0],
      ['approved', false, 7, null, 0],
      ['signed_up', true, 7, null, 0],
      ['listed', true, 7, 0, 1],
      ['first_sale', true, 6, 7, 0],
      ['tenth_sale', true, 6, 10, 6],
    ])
  })

  it('whoever came to a step has been through those before it, though nobody says when', () => {
    const { steps } = onboardingOf(
      [newcomer('A', { first_sale: 4 }), newcomer('B', { signed_up: 1, listed: 2 })],
      AS_OF,
    )
    expect(steps.map(({ reached }) => reached)).toEqual([2, 2, 2, 2, 1, 0])
  })

  it('by the month they began', () => {
    const { cohorts } = onboardingOf([...WENT, newcomer('A', { applied: 30, approved: 40 })], AS_OF)
    expect(
      cohorts.map(({ month, began, reached }) => [month, began, reached.signed_up, reached.tenth_sale]),
    ).toEqual([['2026-01', 7, 6, 6]])
    const later = onboardingOf([...WENT, newcomer('A', { applied: 31 })], AS_OF).cohorts
    expect(later.map(({ month, began }) => [month, began])).toEqual([
      ['2026-01', 6],
      ['2026-02', 1],
    ])
  })

  it.each([
    [
      'not-approved',
      newcomer('S', { applied: 0 }),
      [newcomer('B', { applied: 1, approved: 2, tenth_sale: 9 })],
    ],
    ['not-signed-up', newcomer('S', { applied: 0, approved: 3 }), []],
    ['nothing-listed', newcomer('S', { signed_up: 0 }, { products: 0 }), []],
    ['not-seen', newcomer('S', { signed_up: 0, listed: 1 }), []],
    ['no-order', newcomer('S', { signed_up: 0, listed: 1 }, { sessions: 40 }), []],
    ['out-of-stock', newcomer('S', { signed_up: 0, listed: 1 }, { sessions: 40, stockOut: 0.8 }), []],
    ['few-orders', newcomer('S', { signed_up: 0, listed: 1, first_sale: 2 }, { orders: 3 }), []],
  ])('who is stuck, and why: %s', (code, stuck, others) => {
    const found = onboardingOf([...WENT, ...others, stuck], AS_OF).stuck
    expect(found.map(({ merchant, why }) => [merchant.id, why.code])).toEqual([['S', code]])
  })

  it('who is no longer on it than four of five were is not stuck, and the rule of thumb holds where few have gone on', () => {
    const waits = (days: number) => newcomer('S', { signed_up: 59 - days, listed: 59 - days })
    expect(onboardingOf([...WENT, waits(10)], AS_OF).stuck).toEqual([])
    expect(onboardingOf([...WENT, waits(11)], AS_OF).stuck).toMatchObject([{ days: 11, usual: 10 }])
    const few = WENT.slice(0, 2)
    expect(onboardingOf([...few, waits(30)], AS_OF).stuck).toEqual([])
    expect(onboardingOf([...few, waits(31)], AS_OF).stuck).toMatchObject([{ days: 31, usual: 30 }])
  })

  it('whoever has sold ten times is never stuck', () => {
    expect(onboardingOf(WENT, '2027-03-01').stuck).toEqual([])
  })
})
