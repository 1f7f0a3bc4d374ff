import { describe, expect, it } from 'vitest'
import { PACKED, restockTask, type StockTable } from '../../../src/advice/restock/restock-task.ts'

const DAYS = 60
const SOLD = [4, 4, 4, 4]
const column = (values: readonly number[]) => Float64Array.from(values)
const table: StockTable = {
  asOf: '2026-11-24',
  ids: ['A', 'B', 'C', 'D'],
  categories: ['Toys', 'Toys', 'Toys', 'Games'],
  stockOn: ['2026-11-23', '', '', ''],
  numbers: {
    price: column([2500, 2500, 2500, 500]),
    cost: column([1000, 1000, 1000, Number.NaN]),
    lead: column([7, 7, Number.NaN, 7]),
    moq: column(SOLD.map(() => Number.NaN)),
    pack: column(SOLD.map(() => Number.NaN)),
    onHand: column([0, 5000, 0, 10]),
    reserved: column(SOLD.map(() => Number.NaN)),
    inbound: column(SOLD.map(() => Number.NaN)),
    sales: column([80, 16, 4, Number.NaN]),
  },
  days: {
    starts: Int32Array.from([0, DAYS, 2 * DAYS, 3 * DAYS, 4 * DAYS]),
    // newest first: the order must not matter; the last unit went on every tenth day
    values: column(
      SOLD.flatMap((units) =>
        Array.from({ length: DAYS }, (_, i) => {
          const day = DAYS - i
          return day * PACKED.place + 2 * units + Number(day % 10 === 0)
        }),
      ),
    ),
  },
  leads: { starts: Int32Array.from([0, 5, 5, 5, 5]), values: column([8, 9, 10, 9, 9]) },
  habit: { ratio: 1, ratioSd: 0.3 },
  promos: new Map([['Games', { days: ['2026-11-27'], lift: 3 }]]),
}

describe('restock advice by column', () => {
  const all = restockTask({ table, only: null, most: null })

  it('answers every product in the order of the table, unknown numbers and all', () => {
    expect(all.advised.map(({ facts }) => facts.productId)).toEqual(['A', 'B', 'C', 'D'])
    expect(all.advised.map(({ advice }) => advice.kind)).toEqual(['order', 'enough', 'unknown', 'unpriced'])
    expect(all.orderCount).toBe(1)
  })

  it('unpacks days, deliveries, promotions and classes by sales', () => {
    const [a, b, c, d] = all.advised.map(({ facts }) => facts)
    expect(a?.demand).toMatchObject({ days: DAYS, shortDays: 6 })
    expect(a?.demand?.mean).toBeGreaterThan(4)
    expect(a?.leadTime).toMatchObject({ mean: 9, from: 'its deliveries' })
    expect(a).toMatchObject({ asOf: '2026-11-23', moq: 1, packSize: 1, abc: 'A' })
    expect(b).toMatchObject({ asOf: '2026-11-24', abc: 'B', leadTime: { from: 'its stated lead time' } })
    expect(c).toMatchObject({ leadTime: null, abc: 'C' })
    expect(d).toMatchObject({ costCents: null, abc: 'C', promo: { lift: 3 } })
  })

  it('hands back only the best orders, or only what was asked', () => {
    expect(restockTask({ table, only: null, most: 1 })).toMatchObject({
      advised: [{ index: 0 }],
      orderCount: 1,
    })
    expect(restockTask({ table, only: [1], most: null }).advised.map(({ index }) => index)).toEqual([1])
  })
})
