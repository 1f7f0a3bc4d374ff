import { describe, expect, it } from 'vitest'
import { addDays, type Day, weekday } from '../../../src/lib/days.ts'
import { seeded } from '../../../src/lib/random.ts'
import { judge } from '../../../src/models/anomaly/anomaly.ts'
import type { KpiDay, KpiUnit } from '../../../src/models/anomaly/baseline.ts'

const FIRST: Day = '2026-01-05'
const DAYS = 330
const WARM_UP = 120

interface Sparse {
  /** chance that a day is empty */
  readonly empty: number
  /** of the logarithm of what a day brings */
  readonly spread: number
  readonly size?: number
  /** what happens from a day on */
  readonly change?: (at: number) => number
  readonly isClosed?: (day: Day) => boolean
}

function sparse(seed: number, { empty, spread, size = 20_000, change, isClosed }: Sparse): KpiDay[] {
  const random = seeded(seed)
  return Array.from({ length: DAYS }, (_, at) => {
    const day = addDays(FIRST, at)
    const brought = Math.round(size * Math.exp(spread * random.normal()))
    const isEmpty = random.next() < empty || isClosed?.(day) === true
    return { day, of: isEmpty ? 0 : Math.round(brought * (change?.(at) ?? 1)), over: 1 }
  })
}

function findings(days: readonly KpiDay[], unit: KpiUnit) {
  return days.flatMap((today, at) => {
    if (at < WARM_UP) return []
    const found = judge({ unit, history: days.slice(0, at), today, limit: 4.5 })
    return found.kind === 'finding' && found.isAnomaly ? [{ at, found }] : []
  })
}

const SEEDS = [1, 2, 3, 4, 5, 6]

describe('a segment with many empty days', () => {
  for (const unit of ['money', 'count'] as const)
    for (const empty of [0.1, 0.3, 0.5, 0.7])
      for (const spread of [0.4, 1])
        it(`that goes on as ever raises hardly an alarm: ${unit}, empty on ${100 * empty} % of days, spread ${spread}`, () => {
          const alarms = SEEDS.flatMap((seed) => findings(sparse(seed, { empty, spread }), unit))
          // six series of seven months
          expect(alarms.length).toBeLessThanOrEqual(3)
        })

  // orders a day and units an order: the units of a place that buys a few times a month come in lumps
  const PLACES = [0.03, 0.15, 0.5, 1.2].flatMap((orders) => [5, 20, 80].map((units) => ({ orders, units })))
  const lumps = (seed: number, { orders, units }: { orders: number; units: number }): KpiDay[] => {
    const random = seeded(seed)
    const brought = () => Math.max(1, Math.round(units * Math.exp(random.normal())))
    return Array.from({ length: 200 }, (_, at) => {
      const sizes = Array.from({ length: random.poisson(orders) }, brought)
      return { day: addDays(FIRST, at), of: sizes.reduce((sum, one) => sum + one, 0), over: 1 }
    })
  }

  it('that buys a few times a month raises hardly an alarm by its units, at the limit of a single series', () => {
    const alarms = PLACES.flatMap((place, seed) =>
      lumps(seed, place).flatMap((today, at, days) => {
        if (at < WARM_UP) return []
        const found = judge({ unit: 'count', history: days.slice(0, at), today })
        return found.kind === 'finding' && found.isAnomaly ? [found] : []
      }),
    )
    // twelve places of 80 days; a negative binomial found 18 in those that buy oftener than once a month
    expect(alarms.length).toBeLessThanOrEqual(2)
  })

  it('whose single orders are counted keeps the distribution of single events', () => {
    const random = seeded(3)
    const days = Array.from({ length: 150 }, (_, at) => ({
      day: addDays(FIRST, at),
      of: random.poisson(1.5),
      over: 1,
    }))
    const today = { day: addDays(FIRST, 150), of: 30, over: 1 }
    const found = judge({ unit: 'count', history: days, today })
    expect(found).toMatchObject({ method: 'negative-binomial' })
  })

  it.each([0.1, 0.3, 0.5])('that goes silent is told once no run of empty days was as long: %d', (empty) => {
    for (const seed of SEEDS) {
      const silent = sparse(seed, { empty, spread: 0.7, change: (at) => (at >= 250 ? 0 : 1) })
      const first = findings(silent, 'money').find(({ at }) => at >= 250)
      expect(first?.found).toMatchObject({ direction: 'down', because: 'drift' })
      expect((first?.at ?? DAYS) - 250).toBeLessThanOrEqual(empty < 0.2 ? 7 : 21)
    }
  })

  it.each([4, 0.2])('that brings %d times as much from a day on is told within two weeks', (factor) => {
    for (const seed of SEEDS) {
      const moved = sparse(seed, { empty: 0.15, spread: 0.4, change: (at) => (at >= 250 ? factor : 1) })
      const first = findings(moved, 'money').find(({ at }) => at >= 250)
      expect(first?.found.direction).toBe(factor > 1 ? 'up' : 'down')
      expect((first?.at ?? DAYS) - 250).toBeLessThanOrEqual(14)
    }
  })

  it('is expected with its empty days, and an empty day lies inside its range', () => {
    const days = sparse(7, { empty: 0.5, spread: 0.3 })
    const found = judge({
      unit: 'money',
      history: days.slice(0, -1),
      today: { day: '2026-12-01', of: 0, over: 1 },
    })
    expect(found).toMatchObject({ kind: 'finding', isAnomaly: false, low: 0 })
    if (found.kind !== 'finding') throw new Error('no finding')
    expect(found.expected).toBeGreaterThan(6000)
    expect(found.expected).toBeLessThan(15_000)
  })

  it('that is closed on Saturdays is neither silent on them nor does it miss an open day without a sale', () => {
    let alarms = 0
    const isClosed = (day: Day) => weekday(day) === 6
    for (const seed of SEEDS) {
      const days = sparse(seed, { empty: 0, spread: 0.2, isClosed })
      alarms += findings(days, 'money').length
      const tuesday = days.findIndex(({ day }, at) => at > 250 && weekday(day) === 2)
      const outage = days.map((one, at) => (at === tuesday ? { ...one, of: 0 } : one))
      expect(findings(outage, 'money').map(({ at }) => at)).toContain(tuesday)
    }
    // six series of seven months
    expect(alarms).toBeLessThanOrEqual(3)
  })
})
