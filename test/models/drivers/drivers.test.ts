import { describe, expect, it } from 'vitest'
import { type Random, seeded } from '../../../src/lib/random.ts'
import { sum } from '../../../src/lib/sum.ts'
import { type Cell, contributions, splitRate, splitSales } from '../../../src/models/drivers/drivers.ts'

const cellOf = (member: string, before: [number, number], after: [number, number]): Cell => ({
  dims: { platform: member },
  before: { of: before[0], over: before[1] },
  after: { of: after[0], over: after[1] },
})

describe('a change of GMV', () => {
  it('belongs to the factor that alone moved', () => {
    const before = { sessions: 100, orders: 10, gmvCents: 1000 }
    expect(splitSales(before, { sessions: 200, orders: 20, gmvCents: 2000 })).toEqual({
      total: 1000,
      sessions: 1000,
      conversion: 0,
      aov: 0,
    })
    expect(splitSales(before, { sessions: 100, orders: 10, gmvCents: 700 }).aov).toBeCloseTo(-300, 9)
    expect(splitSales(before, { sessions: 100, orders: 5, gmvCents: 500 }).conversion).toBeCloseTo(-500, 9)
  })

  it('is the sum of its parts, and turns its sign with time, whatever the figures', () => {
    const random = seeded(3)
    for (let i = 0; i < 5000; i++) {
      const [before, after] = [salesBy(random), salesBy(random)]
      const { total, sessions, conversion, aov } = splitSales(before, after)
      const size = Math.max(1, before.gmvCents, after.gmvCents)
      expect(total).toBe(after.gmvCents - before.gmvCents)
      expect(Math.abs(sessions + conversion + aov - total) / size).toBeLessThan(1e-9)
      const back = splitSales(after, before)
      expect(Math.abs(back.conversion + conversion) / size).toBeLessThan(1e-9)
    }
  })

  it('is that of the first factor that vanished', () => {
    const before = { sessions: 100, orders: 10, gmvCents: 1000 }
    expect(splitSales(before, { sessions: 0, orders: 0, gmvCents: 0 }).sessions).toBe(-1000)
    expect(splitSales(before, { sessions: 90, orders: 0, gmvCents: 0 }).conversion).toBe(-1000)
    expect(splitSales({ sessions: 90, orders: 0, gmvCents: 0 }, before).conversion).toBe(1000)
  })

  it('has no part for sessions where none are told', () => {
    const split = splitSales(
      { sessions: 0, orders: 10, gmvCents: 1000 },
      { sessions: 50, orders: 20, gmvCents: 1000 },
    )
    expect(split.sessions).toBe(0)
    expect(split.conversion + split.aov).toBeCloseTo(0, 9)
  })
})

function salesBy(random: Random) {
  const sessions = random.below(5) === 0 ? 0 : random.below(1000)
  const orders = random.below(4) === 0 ? 0 : random.below(1 + Math.floor(sessions / 2))
  return { sessions, orders, gmvCents: random.below(6) === 0 ? 0 : random.below(1e7) }
}

describe('a change of a rate', () => {
  it('is rate where rates moved, and mix where shares did', () => {
    const rates = splitRate(
      [cellOf('a', [10, 100], [20, 100]), cellOf('b', [10, 100], [10, 100])],
      'platform',
    )
    expect(rates?.delta).toBeCloseTo(0.05, 12)
    expect(rates?.mix).toBeCloseTo(0, 12)
    expect(rates?.members[0]).toMatchObject({ member: 'a', before: 0.1, after: 0.2 })
    const mix = splitRate([cellOf('a', [10, 100], [30, 300]), cellOf('b', [40, 100], [40, 100])], 'platform')
    expect(mix?.rate).toBeCloseTo(0, 12)
    expect(mix?.mix).toBeCloseTo(70 / 400 - 50 / 200, 12)
  })

  it('does not credit a member below the average for growing', () => {
    const split = splitRate(
      [cellOf('low', [1, 100], [3, 300]), cellOf('high', [30, 100], [30, 100])],
      'platform',
    )
    expect(split?.members.find(({ member }) => member === 'low')?.mix).toBeLessThan(0)
  })

  it('is the sum over members within 1e-9: also new, vanished and empty ones, and events without a base', () => {
    const random = seeded(5)
    for (let i = 0; i < 3000; i++) {
      const cells = Array.from({ length: 1 + random.below(12) }, (_, n) =>
        cellOf(`m${n % 7}`, partsBy(random), partsBy(random)),
      )
      const split = splitRate(cells, 'platform')
      const total = (pick: (cell: Cell) => { of: number; over: number }) =>
        sum(cells.map((cell) => pick(cell).of)) / sum(cells.map((cell) => pick(cell).over))
      if (!split) {
        expect(Number.isFinite(total(({ after }) => after) - total(({ before }) => before))).toBe(false)
        continue
      }
      const delta = total(({ after }) => after) - total(({ before }) => before)
      expect(Math.abs(sum(split.members.map(({ rate, mix }) => rate + mix)) - delta)).toBeLessThan(1e-9)
      expect(Math.abs(split.rate + split.mix - delta)).toBeLessThan(1e-9)
    }
  })

  it('is flagged when the whole moved against every member, in each of 200 constructed reversals', () => {
    const random = seeded(9)
    for (let i = 0; i < 200; i++) {
      const up = random.below(2) === 0
      // every member moves by 5 %, and the visits move to the other end of the rates
      const factor = up ? 1.05 : 1 / 1.05
      const low = 0.01 + 0.01 * random.next()
      const high = 5 * low
      const member = (name: string, rate: number, before: number, after: number) =>
        cellOf(name, [rate * before, before], [rate * factor * after, after])
      const [few, many] = up ? [2000, 1000] : [1000, 2000]
      const cells = [
        member('low', low, 1000, up ? 4000 : 1000),
        member('high', high, many === 1000 ? 4000 : 1000, up ? 1000 : 4000 + few),
      ]
      expect(splitRate(cells, 'platform')?.isSimpson).toBe(true)
    }
  })

  it('is not flagged when one member explains its direction', () => {
    const cells = [cellOf('a', [10, 100], [20, 100]), cellOf('b', [10, 100], [8, 100])]
    expect(splitRate(cells, 'platform')?.isSimpson).toBe(false)
  })

  it('is none without a base', () => {
    expect(splitRate([cellOf('a', [0, 0], [1, 10])], 'platform')).toBeNull()
  })
})

function partsBy(random: Random): [number, number] {
  const over = random.below(3) === 0 ? 0 : random.below(2000)
  return [random.below(10) === 0 ? random.below(20) : random.below(1 + over), over]
}

describe('a change of a sum', () => {
  it('is the sum of what its members add, negative ones too', () => {
    const cells = [cellOf('a', [10, 1], [4, 1]), cellOf('b', [0, 1], [9, 1]), cellOf('c', [5, 1], [0, 1])]
    const parts = contributions(cells, 'platform')
    expect(parts.map(({ member, change }) => [member, change])).toEqual([
      ['b', 9],
      ['a', -6],
      ['c', -5],
    ])
    expect(sum(parts.map(({ change }) => change))).toBe(-2)
  })
})
