import { describe, expect, it } from 'vitest'
import { seeded } from '../../../src/lib/random.ts'
import { type Bend, byChord } from '../../../src/models/learn/chord.ts'
import { curvature, slope } from '../../../src/models/learn/curvature.ts'
import { fitLogistic } from '../../../src/models/learn/logistic.ts'

/** Columns that go together, as the words of a file do. */
function rows(count: number, width: number) {
  const random = seeded(width)
  const common = Float64Array.from({ length: count }, () => random.normal())
  const columns = Array.from({ length: width }, () => common.map((value) => 0.5 * value + random.normal()))
  const labels = Uint8Array.from(common, (value, row) =>
    random.next() < 1 / (1 + Math.exp(1 - value - 0.7 * (columns[0]?.[row] ?? 0))) ? 1 : 0,
  )
  return { columns, labels }
}

describe('fits that measure the bend as seldom as they can', () => {
  const data = rows(1100, 30)

  it('see the same loss and slope as those that measure it each time', () => {
    const weights = Float64Array.from({ length: 31 }, (_, i) => 0.1 * Math.sin(i))
    const [alone, whole] = [slope(data, weights), curvature(data, weights)]
    expect(alone.loss).toBeCloseTo(whole.loss, 8)
    for (const [i, value] of whole.gradient.entries()) expect(alone.gradient[i]).toBeCloseTo(value, 8)
  })

  it('reach the same weights along the whole path of penalties', () => {
    const bend: Bend = { information: null }
    let start = new Float64Array(31)
    for (const l2 of [1000, 100, 10, 1]) {
      const found = byChord(data, { l2, start, bend })
      if (!found) throw new RangeError('no fit')
      const exact = fitLogistic(data, { l2 }).weights
      for (const [i, value] of exact.entries()) expect(Math.abs((found[i] ?? 0) - value)).toBeLessThan(2e-3)
      start = Float64Array.from(found)
    }
  })

  it('of many columns end where Newton ends, errors and all', () => {
    const wide = rows(600, 80)
    const fit = fitLogistic(wide, { l2: 1 })
    const { gradient } = slope(wide, fit.weights)
    for (const [i, value] of gradient.entries())
      expect(Math.abs(value - (i === 0 ? 0 : (fit.weights[i] ?? 0)))).toBeLessThan(1e-5)
    expect(fit.standardErrors.every((error) => error > 0 && error < 1)).toBe(true)
  })

  it('are none where columns are collinear and nothing penalises', () => {
    const [column = new Float64Array(0)] = data.columns
    const twice = { columns: [column, column], labels: data.labels }
    expect(byChord(twice, { l2: 0, start: new Float64Array(3), bend: { information: null } })).toBeNull()
  })
})
