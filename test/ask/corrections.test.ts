import { describe, expect, it } from 'vitest'
import { readKpis } from '../../src/ask/kpi-names.ts'
import { normalise } from '../../src/ask/normalise.ts'

describe('of two KPIs, one taken back', () => {
  it.each([
    ['orders, no wait, units yesterday', ['units']],
    ['orders, sorry, I mean units', ['units']],
    ['revenue - no, orders on Sunday', ['orders']],
    ['units no wait orders', ['orders']],
    ['conversion, scratch that, visits', ['sessions']],
    ['units, not orders', ['units']],
    ['订单，哦不对，件数', ['units']],
    ['访问，算了，看转化吧', ['conversion']],
    ['orders and units', ['orders', 'units']],
    ['why did visits rise and orders not', ['sessions', 'orders']],
  ])('%s', (said, meant) => {
    expect(readKpis(normalise(said)).metrics.map(({ name }) => name)).toEqual(meant)
  })
})
