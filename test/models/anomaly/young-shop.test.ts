import { describe, expect, it } from 'vitest'
import { addDays, type Day } from '../../../src/lib/days.ts'
import { seeded } from '../../../src/lib/random.ts'
import { judge } from '../../../src/models/anomaly/anomaly.ts'
import type { KpiDay, KpiUnit } from '../../../src/models/anomaly/baseline.ts'

const FIRST: Day = '2026-06-01'
const WEEK = [1.02, 0.98, 0.97, 0.99, 0.93, 1, 1.14]
const SHOPS = 30

interface Kind {
  readonly name: string
  readonly unit: KpiUnit
  /** of a usual day: events, or tries of a rate */
  readonly level: number
  readonly noise: number
  /** what a sale brings, and what a failure leaves */
  readonly sale: number
  readonly failure: number
  /** of failures that are found where no sale was: measured, less what 30 shops may differ by */
  readonly found: number
}

const KINDS: readonly Kind[] = [
  { name: '15 orders a day', unit: 'count', level: 15, noise: 0.1, sale: 3, failure: 0.15, found: 0.7 },
  { name: '150 orders a day', unit: 'count', level: 150, noise: 0.08, sale: 3, failure: 0.55, found: 0.88 },
  {
    name: '1,500 orders a day',
    unit: 'count',
    level: 1500,
    noise: 0.08,
    sale: 3,
    failure: 0.65,
    found: 0.84,
  },
  { name: 'conversion', unit: 'rate', level: 3000, noise: 0.05, sale: 1.5, failure: 0.6, found: 0.84 },
]
const RATE = 0.06

interface Shop {
  readonly days: readonly KpiDay[]
  /** the first day after the sale */
  readonly over: number
}

/** 60 to 150 days with a sale of 1 to 5 days that nobody named, 1 to 21 days before the last. */
function shop({ unit, level, noise, sale }: Kind, seed: number): Shop {
  const random = seeded(seed)
  const length = 60 + random.below(91)
  const lasts = 1 + random.below(5)
  const over = length - 1 - random.below(21)
  const days = Array.from({ length }, (_, at) => {
    const isSale = at >= over - lasts && at < over
    const by = (isSale ? sale : 1) * Math.exp(noise * random.normal())
    const usual = level * (WEEK[at % 7] ?? 1)
    const day = addDays(FIRST, at)
    if (unit === 'count') return { day, of: random.poisson(usual * by), over: 1 }
    const tries = random.poisson(usual * (isSale ? 2 : 1))
    return { day, of: Math.min(tries, random.poisson(tries * RATE * by)), over: tries }
  })
  return { days, over }
}

/** Of the days after the sale: how many are alarms as they are, and how many would be had something failed on them. */
function afterTheSale(kind: Kind) {
  const count = { days: 0, alarms: 0, found: 0 }
  for (let seed = 1; seed <= SHOPS; seed++) {
    const { days, over } = shop(kind, seed * 7919)
    for (const [at, today] of days.entries()) {
      if (at < over) continue
      const asked = { unit: kind.unit, history: days.slice(0, at) }
      const seen = judge({ ...asked, today })
      const failed = judge({ ...asked, today: { ...today, of: Math.round(today.of * kind.failure) } })
      count.days++
      if (seen.kind === 'finding' && seen.isAnomaly) count.alarms++
      if (failed.kind === 'finding' && failed.isAnomaly && failed.direction === 'down') count.found++
    }
  }
  return count
}

describe('a shop of two to five months after a sale that nobody named', () => {
  it.each(KINDS)('hears of a failure as if there had been none, and of nothing else: $name', (kind) => {
    const { days, alarms, found } = afterTheSale(kind)
    expect(days).toBeGreaterThan(200)
    expect(alarms / days).toBeLessThanOrEqual(0.006)
    expect(found / days).toBeGreaterThanOrEqual(kind.found)
  })
})

describe('money of a few large orders', () => {
  const MONEY_LIMIT = 4.5

  it.each([45, 150])('that goes on as ever hardly drifts: %d orders a day', (orders) => {
    let drifts = 0
    for (let seed = 1; seed <= 6; seed++) {
      const random = seeded(seed * 31 + 7)
      const days = Array.from({ length: 160 }, (_, at) => {
        const over = random.poisson(orders)
        const sizes = Array.from({ length: over }, () => Math.round(2000 * Math.exp(1.6 * random.normal())))
        return { day: addDays(FIRST, at), of: sizes.reduce((sum, one) => sum + one, 0), over }
      })
      for (const [at, today] of days.entries()) {
        if (at < 60) continue
        const found = judge({ unit: 'money-per', history: days.slice(0, at), today, limit: MONEY_LIMIT })
        if (found.kind === 'finding' && found.isAnomaly && found.because === 'drift') drifts++
      }
    }
    // 600 days, of which 3.5 standard deviations of a few days' sum would have told three or four
    expect(drifts).toBeLessThanOrEqual(1)
  })
})
