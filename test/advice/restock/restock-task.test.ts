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

describe('a shop whose half year shows that more must be asked for', () => {
  const HALF_YEAR = 180
  const ids = Array.from({ length: 12 }, (_, i) => `P-${i}`)
  // a quiet product that once in a while is bought out: the mean of 90 days does not see it come
  const units = (i: number, day: number) => ((day + 13 * i) % 31 < 3 ? 9 : (day * 7 + i) % 3 === 0 ? 1 : 0)
  const every = (value: number) => column(ids.map(() => value))
  const bought: StockTable = {
    ...table,
    ids,
    categories: ids.map(() => 'Toys'),
    stockOn: ids.map(() => ''),
    numbers: {
      price: every(2500),
      cost: every(1000),
      lead: every(7),
      moq: every(Number.NaN),
      pack: every(Number.NaN),
      onHand: every(0),
      reserved: every(0),
      inbound: every(0),
      sales: every(100),
    },
    days: {
      starts: Int32Array.from([...ids.keys(), ids.length], (i) => i * HALF_YEAR),
      values: column(
        ids.flatMap((_, i) =>
          Array.from({ length: HALF_YEAR }, (_, day) => day * PACKED.place + 2 * units(i, day)),
        ),
      ),
    },
    leads: { starts: new Int32Array(ids.length + 1), values: new Float64Array() },
  }
  const { advised } = restockTask({ table: bought, only: null, most: null })
  const orders = advised.flatMap(({ advice }) => (advice.kind === 'order' ? [advice.suggestion] : []))

  it('tells demand from the last 90 days', () => {
    expect(advised.every(({ facts }) => facts.demand?.days === 90)).toBe(true)
  })

  it('asks for another service than is wanted, keeps the wanted one in its state, and says so', () => {
    expect(orders).toHaveLength(ids.length)
    for (const { action, why } of orders) {
      expect(Math.abs(action.asked - action.service)).toBeGreaterThan(0.005)
      expect(why.join(' ')).toMatch(/service \d+ %, which took asking for/)
    }
  })
})
