import { describe, expect, it } from 'vitest'
import { segmentShares } from '../../../src/advice/recommend/segment-share.ts'
import { seeded } from '../../../src/lib/random.ts'

const SHOP = Float64Array.from({ length: 40 }, (_, item) => 400 - 8 * item)
const total = SHOP.reduce((sum, one) => sum + one, 0)

/** What a segment of so many purchases bought, each item so many times as likely as in the shop. */
function bought(count: number, times: (item: number) => number, seed: number): Float64Array {
  const random = seeded(seed)
  return SHOP.map((shop, item) => random.poisson((count * shop * times(item)) / total))
}
const order = (shares: Float64Array) =>
  [...shares.keys()].toSorted((a, b) => (shares[b] ?? 0) - (shares[a] ?? 0))

describe('what a segment buys', () => {
  it('is what the shop buys where its purchases differ by chance alone', () => {
    const same = [1, 2, 3, 4, 5, 6, 7, 8].filter((seed) => {
      const shares = segmentShares(
        bought(600, () => 1, seed),
        SHOP,
      )
      return order(shares).join() === order(SHOP).join()
    })
    expect(same.length).toBeGreaterThanOrEqual(7)
  })

  it('is its own where it buys otherwise, the more so the more it bought', () => {
    // the newcomers take the cheap half
    const ofNew = (item: number) => (item >= 20 ? 3 : 0.3)
    const best = (count: number) => order(segmentShares(bought(count, ofNew, 11), SHOP)).slice(0, 10)
    expect(best(600).filter((item) => item >= 20).length).toBeGreaterThanOrEqual(8)
    expect(best(600)).not.toEqual(order(SHOP).slice(0, 10))
  })

  it('adds up to one, and is the shop without a purchase', () => {
    const shares = segmentShares(
      bought(600, (item) => (item % 2 === 0 ? 3 : 0), 5),
      SHOP,
    )
    expect(shares.reduce((sum, one) => sum + one, 0)).toBeCloseTo(1, 9)
    expect(order(segmentShares(new Float64Array(40), SHOP))).toEqual(order(SHOP))
  })
})
