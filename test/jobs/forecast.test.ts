import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { forecast } from '../../jobs/forecast.ts'
import type { Due } from '../../src/context.ts'
import { addDays } from '../../src/lib/days.ts'
import { forecastsOf, metricsForecast } from '../../src/state/models/forecasts.ts'
import { type Market, openMarket, TODAY } from '../support/market.ts'

const LAST = addDays(TODAY, -1)

function dueIn({ ctx }: Market): Due {
  const at = new Date(`${TODAY}T04:10:00Z`)
  return { at, day: TODAY, lane: '', isLate: false, fenced: (work) => ctx.state.transaction(work) }
}

describe('the nightly forecast', () => {
  let market: Market
  beforeAll(async () => {
    market = await openMarket()
  })
  afterAll(() => market.remove())
  const kept = (metric: string) =>
    forecastsOf(market.ctx.state, metric, { from: '2026-01-01', to: '2027-01-01' })

  it('keeps fourteen days of every KPI, and replays of earlier nights the first time only', async () => {
    const { counts, text } = await forecast.run(market.ctx, dueIn(market))
    expect(text).toContain(`for 14 days after ${LAST}`)
    expect(await metricsForecast(market.ctx.state)).toContain('orders')
    const orders = await kept('orders')
    const nights = [0, 7, 14, 21, 28].map((back) => addDays(LAST, -back)).sort()
    expect([...new Set(orders.map(({ madeOn }) => madeOn))].sort()).toEqual(nights)
    for (const madeOn of nights) {
      const own = orders.filter((one) => one.madeOn === madeOn)
      expect(own.map(({ forDay }) => forDay)).toEqual(
        Array.from({ length: 14 }, (_, h) => addDays(madeOn, h + 1)),
      )
      expect(own.every(({ isReplay }) => isReplay === (madeOn !== LAST))).toBe(true)
    }
    expect(counts?.days).toBeGreaterThan(orders.length)
    const again = await forecast.run(market.ctx, dueIn(market))
    expect(again.counts?.days).toBeLessThan(counts?.days ?? 0)
    expect(await kept('orders')).toEqual(orders)
  })

  it('sees nothing of what came later: sixty orders a day until the night before the collapse', async () => {
    const before = (await kept('orders')).filter(({ madeOn }) => madeOn === addDays(LAST, -7))
    for (const { expected, low, high } of before) {
      expect(expected).toBeCloseTo(60, 6)
      expect(low).toBeLessThanOrEqual(60.001)
      expect(high).toBeGreaterThanOrEqual(59.999)
    }
  })

  it('says so when there is nothing to forecast', async () => {
    const empty = await openMarket({ isEmpty: true })
    const { text } = await forecast.run(empty.ctx, dueIn(empty))
    expect(text).toBe('There is no data yet, so nothing is forecast.')
    await empty.remove()
  })
})
