import { describe, expect, it } from 'vitest'
import { dailyDemand } from '../../../src/advice/restock/demand.ts'
import { demandClass } from '../../../src/advice/restock/demand-class.ts'
import { blocksOf, levelDrift } from '../../../src/advice/restock/level-drift.ts'
import { seeded } from '../../../src/lib/random.ts'

describe('demand a day', () => {
  it('counts days that ran short for more than they sold', () => {
    const units = Array.from({ length: 60 }, (_, day) => (day % 3 === 0 ? 2 : 5))
    const isShort = units.map((sold) => sold === 2)
    expect(dailyDemand({ units, isShort })?.mean).toBeGreaterThan(dailyDemand({ units })?.mean ?? 9)
    expect(dailyDemand({ units, isShort })?.shortDays).toBe(20)
  })

  it('does not take one bulk order for demand, but large sales that keep coming', () => {
    const quiet = Array.from({ length: 89 }, (_, day) => (day % 2 === 0 ? 1 : 0))
    expect(dailyDemand({ units: [...quiet, 400] })?.mean).toBeLessThan(0.65)
    const lumpy = Array.from({ length: 90 }, (_, day) => (day % 9 === 0 ? 20 + day : 0))
    expect(dailyDemand({ units: lumpy })?.mean).toBeCloseTo(lumpy.reduce((a, b) => a + b) / 90, 6)
  })

  it('of a dying item goes to nothing', () => {
    const units = [...Array.from({ length: 45 }, () => 1), ...Array<number>(45).fill(0)]
    expect(dailyDemand({ units })).toMatchObject({ kind: 'dying' })
    expect(dailyDemand({ units })?.mean).toBeLessThan(0.1)
  })

  it('is null without a day in stock', () => {
    expect(dailyDemand({ units: [] })).toBeNull()
  })
})

describe('the class of demand', () => {
  it.each([
    ['smooth', [4, 5, 3, 4, 6, 5]],
    ['erratic', [1, 1, 9, 1, 1, 12, 1, 1]],
    ['intermittent', [0, 2, 0, 2, 0, 0, 2, 0]],
    ['lumpy', [0, 1, 0, 0, 20, 0, 0, 1, 0, 0, 1]],
    ['dying', [3, 2, 4, 3, 3, ...Array<number>(8).fill(0)]],
    [null, [0, 0, 0]],
  ])('%s', (kind, series) => {
    expect(demandClass(series)).toBe(kind)
  })
})

describe('how far levels wander', () => {
  const series = (drift: number, seed: number) => {
    const random = seeded(seed)
    return Array.from({ length: 12 }, () => Math.exp(drift * random.normal())).flatMap((level) =>
      Array.from({ length: 14 }, () => random.poisson(10 * level)),
    )
  }
  it('is nothing when demand stands still, and found when it does not', () => {
    const many = (drift: number) => Array.from({ length: 60 }, (_, i) => blocksOf(series(drift, i), 14))
    expect(levelDrift(many(0))).toBeLessThan(0.05)
    // the mean of 6 to 11 blocks has wandered too: .2 times the root of 1 + 1 / 8
    expect(levelDrift(many(0.2))).toBeGreaterThan(0.18)
    expect(levelDrift(many(0.2))).toBeLessThan(0.25)
  })
  it('is none of sparse sales that stand still, however they clump', () => {
    const still = (chance: number, size: number) =>
      Array.from({ length: 1500 }, (_, i) => {
        const random = seeded(i + 1)
        const units = Array.from({ length: 36 }, () =>
          random.next() < chance ? 1 + random.poisson(size) : 0,
        )
        return blocksOf(units, 3)
      })
    // a root of chance: .04 more or less of the square is what 1,500 such products leave open
    expect(levelDrift(still(0.25, 1))).toBeLessThan(0.2)
    expect(levelDrift(still(0.5, 0.2))).toBeLessThan(0.2)
  })
  it('is not guessed from two blocks', () => {
    expect(levelDrift([blocksOf([1, 9, 1, 9], 2)])).toBe(0)
  })
})
