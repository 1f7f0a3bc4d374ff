import { expect, test } from 'vitest'
import { seeded } from '../../../src/lib/random.ts'
import { curvature, slope } from '../../../src/models/learn/curvature.ts'
import { curvatureOfFlags, twoValued } from '../../../src/models/learn/two-valued.ts'

test.each(Array.from({ length: 20 }, (_, i) => i + 1))(
  'the sums over what rows hold are the sums over all columns: case %i',
  (seed) => {
    const random = seeded(seed)
    const rows = 40 + random.below(1200)
    const columns = Array.from({ length: 12 }, (_, j) => {
      const [usual, rare, share] = [random.normal(), random.normal(), random.next()]
      return Float64Array.from({ length: rows }, () =>
        j % 3 === 0 ? random.normal() : random.next() < share ? rare : usual,
      )
    })
    const data = { columns, labels: Uint8Array.from({ length: rows }, () => random.below(2)) }
    const weights = Float64Array.from({ length: 13 }, () => random.normal())
    const flags = twoValued(data)
    if (!flags) throw new Error('no flags')
    const [ours, all] = [curvatureOfFlags(data, weights, flags), curvature(data, weights)]
    const isNear = (a: Float64Array, b: Float64Array) =>
      a.length === b.length && a.every((value, i) => Math.abs(value - (b[i] ?? 0)) < 1e-9 * rows)
    expect(Math.abs(ours.loss - all.loss)).toBeLessThan(1e-9 * rows)
    expect(isNear(ours.gradient, all.gradient)).toBe(true)
    expect(isNear(ours.information, all.information)).toBe(true)
    const bare = curvatureOfFlags(data, weights, flags, { isBent: false })
    expect(isNear(bare.gradient, slope(data, weights).gradient)).toBe(true)
  },
)

test('columns of many values are summed as they are', () => {
  const random = seeded(1)
  const columns = Array.from({ length: 4 }, () => Float64Array.from({ length: 50 }, () => random.normal()))
  expect(twoValued({ columns, labels: new Uint8Array(50) })).toBeNull()
})

test('a column of which every value is the same, or one is missing, does no harm', () => {
  const labels = Uint8Array.of(0, 1, 1, 0)
  const same = new Float64Array(4).fill(2)
  const flag = Float64Array.of(0, 1, 0, 0)
  const flags = twoValued({ columns: [same, flag], labels })
  expect(flags?.flags).toHaveLength(2)
  const missing = twoValued({ columns: [Float64Array.of(1, Number.NaN, 1, 1), flag], labels })
  expect(missing?.dense).toEqual([0])
})
