import { describe, expect, it } from 'vitest'
import { advisedRule, shopOver } from '../../../src/advice/restock/advised-rule.ts'
import { keptService, type PastCycle, pastCycles } from '../../../src/advice/restock/kept-service.ts'
import { metLead, replay } from '../../../src/advice/restock/replay.ts'
import { seeded } from '../../../src/lib/random.ts'

const ASKED = Array.from({ length: 18 }, (_, asked) => asked)

/** Cycles of which a share is kept at every service asked for, or what is asked. */
function cyclesOf(
  kind: PastCycle['kind'],
  count: number,
  isKept: (asked: number, i: number) => boolean,
): PastCycle[] {
  return ASKED.flatMap((asked) =>
    Array.from({ length: count }, (_, i) => ({ at: i, kind, asked, isKept: isKept(asked, i) })),
  )
}

describe('the service to ask for', () => {
  it('is the one that is wanted where nothing was seen', () => {
    expect(keptService([])('lumpy', 0.95)).toBe(0.95)
  })

  it('is higher where less was kept, and lower where more was', () => {
    const less = keptService(cyclesOf('lumpy', 400, (asked, i) => i % 100 < 60 + 2 * asked))
    const more = keptService(cyclesOf('smooth', 400, (asked, i) => asked > 1 || i % 2 === 0))
    expect(less('lumpy', 0.9)).toBeGreaterThan(0.99)
    expect(more('smooth', 0.95)).toBeLessThan(0.85)
  })

  it('of a class of few cycles leans on the shop, and of few in all on the model', () => {
    const lumpy = cyclesOf('lumpy', 400, (asked, i) => i % 100 < 60 + 2 * asked)
    const few = keptService([...lumpy, ...cyclesOf('erratic', 2, () => true)])
    expect(few('erratic', 0.9)).toBeGreaterThan(0.95)
    const first = keptService(cyclesOf('lumpy', 1, () => false))
    expect(first('lumpy', 0.95)).toBeLessThan(0.995)
  })

  it('rises with the service that is wanted', () => {
    const ask = keptService(cyclesOf('lumpy', 200, (asked, i) => i % 100 < 60 + 2 * asked))
    const asked = [0.7, 0.8, 0.85, 0.9, 0.93].map((service) => ask('lumpy', service))
    expect(asked).toEqual(asked.toSorted((a, b) => a - b))
  })
})

describe('a past shelf', () => {
  const kept = Float64Array.from({ length: 40 }, (_, k) => Math.min(1, (k + 1) / 40))
  const shelf = {
    from: 100,
    warmUp: 5,
    review: 1,
    lead: () => 2,
    advised: () => ({ cycle: { gap: 3, step: 1, kept }, kind: 'smooth' as const }),
  }

  it('opens full, and a cycle is kept where its point lasted', () => {
    const cycles = pastCycles({ ...shelf, demand: new Array(60).fill(1) })
    // an order of the end of a period is there after two whole ones: a point of two lasts, and every service asks more
    expect(cycles.length).toBeGreaterThan(100)
    expect(cycles.every(({ isKept }) => isKept)).toBe(true)
    expect(Math.min(...cycles.map(({ at }) => at))).toBeGreaterThan(105)
  })

  it('loses where demand leaps beyond it, at low services more than at high ones', () => {
    const demand = Array.from({ length: 120 }, (_, t) => (t % 9 === 8 ? 22 : 1))
    const lost = (asked: number) =>
      pastCycles({ ...shelf, demand }).filter((one) => one.asked === asked && !one.isKept).length
    expect(lost(0)).toBeGreaterThan(0)
    expect(lost(17)).toBeLessThan(lost(0))
  })

  it('stays shut while nothing sells', () => {
    expect(pastCycles({ ...shelf, demand: new Array(60).fill(0), advised: () => null })).toEqual([])
  })
})

describe('a shop whose demand does what the model does not suppose', () => {
  const kinds = {
    'levels that leap': (random: ReturnType<typeof seeded>, level: number) => random.poisson(0.8 * level),
    'sales in bulk': (random: ReturnType<typeof seeded>) =>
      random.next() < 0.12 ? Math.ceil(3 * Math.exp(1.6 * random.normal())) : 0,
  }
  for (const [name, draw] of Object.entries(kinds))
    it(`comes nearer to what is wanted once its past is counted: ${name}`, () => {
      const items = Array.from({ length: 20 }, (_, i) => {
        const random = seeded(500 + i)
        let level = 1
        const demand = Array.from({ length: 360 }, () => {
          if (random.next() < 0.015) level = Math.exp(0.8 * random.normal())
          return draw(random, level)
        })
        return { demand, from: 0 }
      })
      const lead = { mean: 9, sd: 3 }
      const setting = {
        service: 0.95,
        review: 7,
        lead: metLead({ lead, seed: 1 }),
        costs: { order: 5, holding: 2.5 / 365 },
        mostCover: 30,
        window: 90,
        periodsAMonth: 30,
      }
      const past = shopOver(items, setting, { blockPeriods: 28, lead })
      const plain = (periods: number) => ({ ...past(periods), ask: (_: unknown, service: number) => service })
      const [counted, asWanted] = [past, plain].map((shop) => {
        const runs = items.map(({ demand }, i) =>
          replay(demand, advisedRule(setting, shop), { warmUp: 200, review: 7, lead, seed: i }),
        )
        const sum = (key: 'cycles' | 'cyclesWithoutLoss') => runs.reduce((all, run) => all + run[key], 0)
        return sum('cyclesWithoutLoss') / sum('cycles')
      })
      console.log(name, counted, asWanted)
      const off = (service: number | undefined) => Math.abs((service ?? 0) - 0.95)
      expect(off(counted)).toBeLessThan(0.8 * off(asWanted))
    })
})
