import { describe, expect, it } from 'vitest'
import { seeded } from '../../../src/lib/random.ts'
import { cholesky, multiplied } from '../../../src/stats/algebra/cholesky.ts'
import { inverse } from '../../../src/stats/algebra/inverse.ts'

describe('the inverse of a positive definite matrix', () => {
  it('of [[4, 2], [2, 5]] is [[5, -2], [-2, 4]] / 16', () => {
    const found = inverse({ size: 2, values: Float64Array.of(4, 2, 2, 5) })
    expect(Array.from(found?.values ?? [], (value) => value * 16)).toEqual([5, -2, -2, 4])
  })

  it('reads the lower half only', () => {
    const found = inverse({ size: 2, values: Float64Array.of(4, Number.NaN, 2, 5) })
    expect(found?.values[1]).toBe(-2 / 16)
  })

  it.each([1, 3, 63, 64, 65, 129, 200])('times the matrix is the identity, with %i columns', (size) => {
    const random = seeded(size)
    const values = new Float64Array(size * size)
    for (let i = 0; i < size; i++)
      for (let j = 0; j <= i; j++) {
        values[i * size + j] = i === j ? size + random.next() : random.normal()
        values[j * size + i] = values[i * size + j] ?? 0
      }
    const p = inverse({ size, values })?.values ?? new Float64Array()
    let worst = 0
    for (let i = 0; i < size; i++)
      for (let j = 0; j < size; j++) {
        let sum = i === j ? -1 : 0
        for (let k = 0; k < size; k++) sum += (values[i * size + k] ?? 0) * (p[k * size + j] ?? 0)
        worst = Math.max(worst, Math.abs(sum))
      }
    expect(worst).toBeLessThan(1e-12)
  })

  it('is null for a matrix that has none', () => {
    expect(inverse({ size: 2, values: Float64Array.of(1, 1, 1, 1) })).toBeNull()
  })
})

it.each([1, 2, 5, 30])('a factor of %i columns times itself is what was factored', (size) => {
  const random = seeded(size)
  const values = new Float64Array(size * size)
  for (let i = 0; i < size; i++)
    for (let j = 0; j <= i; j++) values[i * size + j] = i === j ? size + random.next() : 0.5 * random.normal()
  const factor = cholesky({ size, values })
  const back = factor && multiplied(factor)
  expect(back?.values.every((value, i) => Math.abs(value - (values[i] ?? 0)) < 1e-12)).toBe(true)
})
