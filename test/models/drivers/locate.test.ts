import { describe, expect, it } from 'vitest'
import { type Random, seeded } from '../../../src/lib/random.ts'
import type { Cell } from '../../../src/models/drivers/drivers.ts'
import { candidates, locate } from '../../../src/models/drivers/locate.ts'

const SIZES = { platform: 4, category: 8, channel: 5 } as const
const NAMES = Object.keys(SIZES)

type Dims = Record<string, string>

/** A shop of unlike cells: traffic over two orders of magnitude, a base rate of its own for each member, over-dispersed days. */
function shopWhere(random: Random, factor: (dims: Dims) => number, visits = 300): Cell[] {
  const own = new Map<string, number>()
  const weight = (key: string, spread: number) => {
    const known = own.get(key) ?? Math.exp(spread * random.normal())
    own.set(key, known)
    return known
  }
  const cells: Cell[] = []
  for (let p = 0; p < SIZES.platform; p++)
    for (let c = 0; c < SIZES.category; c++)
      for (let h = 0; h < SIZES.channel; h++) {
        const dims = { platform: `p${p}`, category: `c${c}`, channel: `h${h}` }
        const size = Object.entries(dims).reduce(
          (product, [name, m]) => product * weight(`${name}${m}`, 0.7),
          1,
        )
        const rate = 0.04 * weight(`rate ${dims.category}`, 0.4) * weight(`rate ${dims.channel}`, 0.3)
        const over = 1 + random.poisson(visits * size)
        const noise = Math.exp(0.1 * random.normal())
        cells.push({
          dims,
          before: { of: random.poisson(4 * over * rate), over: 4 * over },
          after: { of: random.poisson(over * rate * noise * factor(dims)), over },
        })
      }
  return cells
}

const isIn = (dims: Dims, where: Dims) =>
  Object.entries(where).every(([name, member]) => dims[name] === member)

/** A cause of one to three dimensions. */
function causeBy(random: Random, depth: number): Dims {
  const names = NAMES.map((name) => ({ name, at: random.next() })).sort((a, b) => a.at - b.at)
  return Object.fromEntries(
    names
      .slice(0, depth)
      .map(({ name }) => [name, `${name === 'channel' ? 'h' : name[0]}${random.below(2)}`]),
  )
}

describe('where a change sits', () => {
  it.each([
    [1, 4, 0.8],
    [1, 0.2, 0.8],
    [2, 5, 0.7],
    [2, 0.1, 0.6],
    [3, 10, 0.5],
  ])('is found in simulated incidents of %i dimensions where the rate is times %f', (depth, times, least) => {
    const random = seeded(100 * depth + times)
    let [exact, listed] = [0, 0]
    for (let i = 0; i < 40; i++) {
      const where = causeBy(random, depth)
      const cells = shopWhere(random, (dims) => (isIn(dims, where) ? times : 1), 1000)
      const found = candidates(cells, NAMES).map((one) => one.where)
      const isCause = (one: Record<string, string> | undefined) =>
        one !== undefined && isIn(one, where) && Object.keys(one).length === depth
      if (isCause(found[0])) exact++
      if (found.some(isCause)) listed++
    }
    expect(exact / 40).toBeGreaterThanOrEqual(least)
    expect(listed).toBeGreaterThanOrEqual(exact)
  })

  it('is nowhere on most ordinary days, and where everything moved alike', () => {
    const random = seeded(77)
    const days = Array.from({ length: 60 }, () => shopWhere(random, () => 1))
    expect(days.filter((cells) => candidates(cells, NAMES).length > 0).length).toBeLessThan(6)
    const falls = Array.from({ length: 20 }, () => shopWhere(random, () => 0.5))
    expect(falls.filter((cells) => candidates(cells, NAMES).length > 0).length).toBeLessThan(2)
  })

  it('is the collapsed place although the rest made up for it, when the change of the whole is taken off', () => {
    const random = seeded(21)
    const where = { platform: 'p1', category: 'c1' }
    let found = 0
    for (let i = 0; i < 40; i++) {
      const cells = shopWhere(random, (dims) => (isIn(dims, where) ? 0 : 1.2), 1000)
      if (JSON.stringify(locate(cells, NAMES, { isRelative: true })[0]?.where) === JSON.stringify(where))
        found++
    }
    expect(found).toBeGreaterThanOrEqual(30)
  })

  it('is two places where two moved', () => {
    const random = seeded(4)
    const cells = shopWhere(random, (dims) =>
      dims.category === 'c0' ? 3 : dims.platform === 'p2' && dims.channel === 'h3' ? 6 : 1,
    )
    const places = locate(cells, NAMES).map(({ where }) => where)
    expect(places).toContainEqual({ category: 'c0' })
    expect(places).toContainEqual({ platform: 'p2', channel: 'h3' })
  })

  it('lists a place once when two dimensions are one', () => {
    const cells = shopWhere(seeded(6), ({ category }) => (category === 'c2' ? 5 : 1)).map((cell) => ({
      ...cell,
      dims: { ...cell.dims, shelf: `shelf of ${cell.dims.category}` },
    }))
    const found = candidates(cells, ['category', 'shelf', 'platform'])
    expect(found[0]?.where).toEqual({ category: 'c2' })
    for (const [i, one] of found.entries())
      for (const other of found.slice(i + 1)) expect(one.actual).not.toBe(other.actual)
  })

  it('tells how sure it is, and holds at least 15 % of the gap', () => {
    const found = candidates(
      shopWhere(seeded(8), ({ platform }) => (platform === 'p0' ? 3 : 1)),
      NAMES,
    )
    expect(found.length).toBeGreaterThan(0)
    for (const { p, share } of found) {
      expect(p).toBeLessThan(0.01)
      expect(share).toBeGreaterThanOrEqual(0.15)
    }
  })

  it('is told for 50,000 cells of four dimensions', () => {
    const random = seeded(12)
    const cells: Cell[] = Array.from({ length: 50_000 }, (_, i) => ({
      dims: { a: `a${i % 10}`, b: `b${i % 97}`, c: `c${i % 500}`, d: `d${Math.floor(i / 25)}` },
      before: { of: 10, over: 400 },
      after: { of: random.poisson(i % 97 === 5 ? 10 : 2.5), over: 100 },
    }))
    expect(candidates(cells, ['a', 'b', 'c', 'd'])[0]?.where).toEqual({ b: 'b5' })
  })

  it('is nowhere without cells, events or dimensions', () => {
    expect(locate([], NAMES)).toEqual([])
    expect(
      locate(
        shopWhere(seeded(1), () => 0),
        NAMES,
        { isRelative: true },
      ),
    ).toEqual([])
    expect(
      locate(
        shopWhere(seeded(1), () => 2),
        [],
      ),
    ).toEqual([])
  })
})
