import { describe, expect, it } from 'vitest'
import { dailyDemand } from '../../../src/advice/restock/demand.ts'
import { demandClass } from '../../../src/advice/restock/demand-class.ts'

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
