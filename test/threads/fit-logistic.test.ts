import { describe, expect, it } from 'vitest'
import { seeded } from '../../src/lib/random.ts'
import type { LogisticData } from '../../src/models/learn/curvature.ts'
import { fitLogistic } from '../../src/models/learn/logistic.ts'
import { fitInThreads } from '../../src/threads/fit-logistic.ts'

function rowsOf(rows: number, { offset = 0, seed = 1 } = {}): LogisticData {
  const random = seeded(seed)
  const columns = Array.from({ length: 5 }, () => new Float64Array(rows))
  const labels = new Uint8Array(rows)
  for (let row = 0; row < rows; row++) {
    let logit = -3
    columns.forEach((column, j) => {
      const value = random.normal()
      column[row] = value + offset
      logit += 0.3 * j * value
    })
    labels[row] = random.next() < 1 / (1 + Math.exp(-logit)) ? 1 : 0
  }
  return { columns, labels }
}

function gap(a: Float64Array, b: Float64Array): number {
  return Math.max(...a.map((value, i) => Math.abs(value / (b[i] ?? Number.NaN) - 1)))
}

describe('a fit in threads', () => {
  it.each([
    ['fewer rows than one piece', 3000, 0],
    ['rows enough for a start on a sample', 150_000, 0],
    ['columns far from 0', 150_000, 1e5],
  ])('finds what one thread finds: %s', async (_, rows, offset) => {
    const data = rowsOf(rows, { offset })
    const [shared, alone] = [await fitInThreads(data, { l2: 1 }), fitLogistic(data, { l2: 1 })]
    expect(gap(shared.weights, alone.weights)).toBeLessThan(1e-6)
    expect(gap(shared.standardErrors, alone.standardErrors)).toBeLessThan(1e-3)
  })

  it('leaves the columns it was given as they were', async () => {
    const data = rowsOf(3000, { offset: 1e5 })
    const before = data.columns.map((column) => column.slice())
    await fitInThreads(data, { l2: 1 })
    expect(data.columns).toEqual(before)
  })

  it('refuses columns that are one, and goes on working', async () => {
    const { columns, labels } = rowsOf(3000)
    const [first = new Float64Array(0)] = columns
    await expect(fitInThreads({ columns: [first, first], labels })).rejects.toThrow(RangeError)
    await expect(fitInThreads({ columns, labels })).resolves.toMatchObject({ steps: expect.any(Number) })
  })
})
