import { describe, expect, it } from 'vitest'
import { addDays, weekday } from '../../../src/lib/days.ts'
import { seeded } from '../../../src/lib/random.ts'
import { associate, type DailyKpi } from '../../../src/models/drivers/association.ts'
import { fitted } from '../../../src/stats/regression/least-squares.ts'
import {
  autocorrelations,
  effectiveCount,
  lagged,
  pearson,
} from '../../../src/stats/series/cross-correlation.ts'

const DAYS = Array.from({ length: 120 }, (_, i) => addDays('2026-05-01', i))

/** A shop's series: grows, sells more at weekends, and each day resembles the one before. */
function shopSeries(name: string, seed: number, more: (day: number) => number = () => 0): DailyKpi {
  const random = seeded(seed)
  let noise = 0
  const values = DAYS.map((day, i) => {
    noise = 0.6 * noise + 0.8 * random.normal()
    return Math.exp(5 + 0.006 * i + (weekday(day) > 5 ? 0.5 : 0) + 0.1 * noise + more(i))
  })
  return { name, scale: 'log', values }
}

describe('what moves with a KPI', () => {
  it('is found with the days by which it comes before', () => {
    const random = seeded(9)
    const push = DAYS.map(() => 0.2 * random.normal())
    const cause = shopSeries('cause', 1, (i) => push[i] ?? 0)
    const effect = shopSeries('effect', 2, (i) => 0.8 * (push[i - 3] ?? 0))
    const found = associate(effect, [shopSeries('other', 3), cause, shopSeries('third', 4)], DAYS, new Map())
    if (found.kind !== 'found') throw new Error('too short')
    const [first, second] = found.associations
    expect(first).toMatchObject({ name: 'cause', lag: 3 })
    expect(first?.q).toBeLessThan(0.001)
    expect(first?.low).toBeGreaterThan(0.3)
    expect(first?.worthDays).toBeLessThanOrEqual(first?.days ?? 0)
    expect(second?.q).toBeGreaterThan(0.05)
    expect(found.tests).toBe(45)
  })

  it('is not what only grows and rests on the same days: plain correlation is fooled, this is not', () => {
    const named = Array.from({ length: 20 }, (_, i) => shopSeries(`kpi ${i}`, 100 + i))
    const target = shopSeries('target', 99)
    const logs = (kpi: DailyKpi) => Float64Array.from(kpi.values, (value) => Math.log(value ?? 1))
    const plain = named.filter((one) => (pearson(lagged(logs(one), logs(target), 0)) ?? 0) > 0.5)
    expect(plain).toHaveLength(20)
    const found = associate(target, named, DAYS, new Map())
    if (found.kind !== 'found') throw new Error('too short')
    expect(found.associations.filter(({ q }) => q <= 0.05)).toEqual([])
  })

  it('is not what a promotion moved, once its days are left out', () => {
    const special = new Map(DAYS.filter((_, i) => i % 23 === 5).map((day) => [day, 'sale']))
    const jump = (i: number) => (i % 23 === 5 ? 1.5 : 0)
    const [target, other] = [shopSeries('target', 11, jump), shopSeries('other', 12, jump)]
    const sure = (leftOut: Map<string, string>) => {
      const found = associate(target, [other], DAYS, leftOut)
      return found.kind === 'found' ? (found.associations[0]?.q ?? 1) <= 0.05 : null
    }
    expect([sure(new Map()), sure(special)]).toEqual([true, false])
  })

  it('needs 56 known days, and says so', () => {
    const few = { ...shopSeries('few', 1), values: DAYS.map((_, i) => (i < 30 ? 100 + i : null)) }
    expect(associate(few, [shopSeries('other', 2)], DAYS, new Map())).toEqual({
      kind: 'too-short',
      need: 56,
      have: 30,
    })
    const flat: DailyKpi = { name: 'flat', scale: 'linear', values: DAYS.map(() => 0.2) }
    const found = associate(shopSeries('target', 3), [flat, few], DAYS, new Map())
    expect(found).toMatchObject({ kind: 'found', unusable: ['flat', 'few'], associations: [] })
  })
})

describe('correlation of days in a row', () => {
  it('counts two series of lag-1 correlation 0.5 as three fifths of their days', () => {
    const fading = Float64Array.from({ length: 20 }, (_, i) => 0.5 ** (i + 1))
    expect(effectiveCount(1e9, fading, fading) / 1e9).toBeCloseTo(0.6, 6)
    expect(
      effectiveCount(
        50,
        fading.map((r) => -r),
        fading,
      ),
    ).toBe(50)
  })

  it('leaves out the days either does not know', () => {
    const x = Float64Array.of(1, 2, Number.NaN, 4, 5)
    const y = Float64Array.of(0, 1, 2, 3, 4)
    expect(lagged(x, y, 1)).toMatchObject({ count: 3, x: 7, y: 7 })
    expect(pearson(lagged(x, y, 1))).toBeCloseTo(1, 12)
    expect(
      pearson(
        lagged(
          y.map(() => 3),
          y,
          0,
        ),
      ),
    ).toBeNull()
    expect(autocorrelations(Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8))[0]).toBeCloseTo(1, 12)
  })

  it('expects of a line its line, also where it is not known', () => {
    const columns = [new Float64Array(4).fill(1), Float64Array.of(0, 1, 2, 3)]
    expect([...(fitted(columns, Float64Array.of(1, 3, Number.NaN, 7)) ?? [])]).toEqual(
      [1, 3, 5, 7].map((value) => expect.closeTo(value, 6)),
    )
    expect(fitted(columns, new Float64Array(4).fill(Number.NaN))).toBeNull()
  })
})
