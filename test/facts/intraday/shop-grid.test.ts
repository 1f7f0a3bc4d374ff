import { describe, expect, it } from 'vitest'
import { shopGrid } from '../../../src/facts/intraday/shop-grid.ts'

const of = (zone: string, from: string, to: string) =>
  shopGrid({ from, to }, { zone, isNamed: (day) => day.endsWith('-25') })

describe('the quarters of an hour of a shop', () => {
  it.each([
    ['an ordinary day', '2026-11-23', '2026-11-24', 96],
    ['the day on which clocks go forward', '2026-03-29', '2026-03-30', 92],
    ['the day on which they go back', '2026-10-25', '2026-10-26', 100],
  ])('are those of %s in Berlin', (_, from, to, quarters) => {
    const { grid, startMs } = of('Europe/Berlin', from, to)
    expect(grid.day).toHaveLength(quarters)
    expect(new Date(startMs).toISOString().slice(0, 10) <= from).toBe(true)
    // ten in the evening is ten in the evening, however long the day
    expect([...grid.weekSlot].filter((slot) => slot % 96 === 88)).toHaveLength(1)
    expect(grid.weekSlot.at(-1)).toBe(Math.floor((grid.weekSlot[0] ?? 0) / 96) * 96 + 95)
  })

  it('go by the weekday, and know days with a name', () => {
    const { grid } = of('Asia/Kolkata', '2026-12-21', '2026-12-28')
    expect(grid.weekSlot[0]).toBe(0)
    expect([...new Set([...grid.day].filter((_, at) => grid.isNamed[at] === 1))]).toEqual([4])
    expect(grid.dayFrom[100]).toBe(96)
  })
})
