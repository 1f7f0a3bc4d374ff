import { describe, expect, it } from 'vitest'
import { HEALTH_WEIGHTS } from '../../../src/models/merchant/health.ts'
import { judgeMerchants } from '../../../src/models/merchant/judge-merchants.ts'
import { SERVICE_LEVELS } from '../../../src/models/merchant/service-levels.ts'
import type { MerchantSums, Parts } from '../../../src/models/merchant/sums.ts'

const NONE: Parts = { of: 0, over: 0, tries: 0 }
const of = (k: number, n: number): Parts => ({ of: k, over: n, tries: n })
const SETTINGS = { weights: HEALTH_WEIGHTS, levels: SERVICE_LEVELS }

/** 60 merchants of two categories, of 20 to 2,000 orders, each with 5 % late. */
function shop(...own: readonly MerchantSums[]): MerchantSums[] {
  const usual = Array.from({ length: 60 }, (_, i) => {
    const orders = 20 + i * 30
    return merchant(`M-${i}`, {
      category: i % 2 === 0 ? 'Toys' : 'Books',
      orders,
      late: of(Math.round((orders * (i % 3 === 0 ? 4 : i % 3 === 1 ? 5 : 6)) / 100), orders),
    })
  })
  return [...usual, ...own]
}

function merchant(
  id: string,
  {
    category = 'Toys',
    orders = 300,
    late = NONE,
    recent = orders / 3,
    before = orders / 3,
  }: {
    category?: string
    orders?: number
    late?: Parts
    recent?: number
    before?: number
  } = {},
): MerchantSums {
  const sales = (count: number) => ({ orders: Math.round(count), gmvCents: Math.round(count) * 2000 })
  return {
    ...{ id, name: id, platforms: ['bazario'], region: 'north', category, products: 5 },
    ...{ signedUpOn: null, firstSaleOn: '2026-01-01', lastSaleOn: '2026-11-23' },
    sales: sales(orders),
    orderSdCents: 900,
    rates: {
      conversion: NONE,
      cancel_rate: of(Math.round(orders / 50), orders),
      refund_rate: NONE,
      late_delivery: late,
      stock_out: NONE,
    },
    recent: sales(recent),
    before: sales(before),
  }
}

function judged(own: MerchantSums) {
  const found = judgeMerchants(shop(own), SETTINGS).find(({ sums }) => sums.id === own.id)
  if (!found) throw new Error('it is not there')
  return found
}

describe('a merchant beside its peers', () => {
  it.each([
    [1, 1],
    [1, 3],
    [2, 8],
    [0, 1],
  ])('that is small is in the middle, whatever its few orders say: %i of %i late', (k, n) => {
    const { beside, health, faults } = judged(merchant('own', { orders: n, late: of(k, n) }))
    const late = beside.late_delivery
    expect(late?.estimate).toBeGreaterThan(0.03)
    expect(late?.estimate).toBeLessThan(0.1)
    expect(faults).toEqual([])
    expect(health?.score).toBeGreaterThan(25)
    expect(health?.score).toBeLessThan(75)
  })

  it.each([
    [45, 200, 'breach'],
    [32, 200, 'warning'],
    [10, 200, undefined],
    [3, 15, undefined],
  ])('breaks a service level only beyond chance: %i of %i late', (k, n, status) => {
    const { faults } = judged(merchant('own', { orders: n, late: of(k, n) }))
    expect(faults[0]?.status).toBe(status)
  })

  it('is worse where its own orders leave no doubt, and the health score says why', () => {
    const { beside, health } = judged(merchant('own', { orders: 400, late: of(60, 400) }))
    const interval = beside.late_delivery?.interval()
    expect(interval?.low).toBeGreaterThan(beside.late_delivery?.peers ?? 1)
    expect(health?.parts.find(({ part }) => part === 'late_delivery')?.score).toBeLessThan(5)
    expect(health?.score).toBeLessThan(
      judged(merchant('own', { orders: 400, late: of(20, 400) })).health?.score ?? 0,
    )
  })

  it('falls only where it falls by more than the others do, and not by a few orders', () => {
    expect(judged(merchant('own', { recent: 30, before: 100 })).trend?.isFalling).toBe(true)
    expect(judged(merchant('own', { recent: 3, before: 6 })).trend?.isFalling).toBe(false)
    expect(judged(merchant('own', { recent: 100, before: 100 })).trend?.isFalling).toBe(false)
    expect(judged(merchant('own', { recent: 0, before: 2 })).trend).toBeNull()
  })

  it('has the peers of its category and size, of its category where those are few, of all where those are', () => {
    const { group } = judged(merchant('own', { orders: 1700 }))
    expect([group.category, group.size]).toEqual(['Toys', 'large'])
    expect(judged(merchant('own', { category: 'Garden', orders: 1700 })).group).toMatchObject({
      category: null,
      size: 'large',
    })
    const few = judgeMerchants([merchant('a'), merchant('b')], SETTINGS)
    expect(few[0]?.group).toMatchObject({ category: null, size: null })
  })

  it('without any order is judged by nothing', () => {
    const { health, trend, order, faults, share } = judged(
      merchant('own', { orders: 0, recent: 0, before: 0 }),
    )
    expect([health, trend, order, share]).toEqual([null, null, null, 0])
    expect(faults).toEqual([])
  })
})
