import { describe, expect, it } from 'vitest'
import { type Random, seeded } from '../../../src/lib/random.ts'
import { trainConversion } from '../../../src/models/conversion/learn.ts'
import { oddsRatios } from '../../../src/models/conversion/odds.ts'

const STRONG = [0.8, -0.6, 0.5, -0.4]

/** Columns of which the first four matter; `level` says how many buy. */
function visits(random: Random, { rows, columns, level }: { rows: number; columns: number; level: number }) {
  const numbers = Object.fromEntries(
    Array.from({ length: columns }, (_, i) => [
      `c${i}`,
      Float64Array.from({ length: rows }, () => random.normal()),
    ]),
  )
  const labels = Uint8Array.from({ length: rows }, (_, row) => {
    const logit = STRONG.reduce((sum, weight, i) => sum + weight * (numbers[`c${i}`]?.[row] ?? 0), level)
    return random.next() < 1 / (1 + Math.exp(-logit)) ? 1 : 0
  })
  const features = Object.keys(numbers).map((column) => ({
    column,
    kind: 'share' as const,
    known: 'on arrival' as const,
  }))
  return { features, rows: { rows, labels, numbers, texts: {} } }
}

describe('the 95 % interval of odds', () => {
  it.each([
    ['fewer buyers than ten a column', { rows: 1200, columns: 12, level: -3.3 }],
    ['thirty columns', { rows: 1000, columns: 30, level: -1.5 }],
  ])('holds what is true with %s', (_, size) => {
    let [held, told] = [0, 0]
    for (let seed = 0; seed < 50; seed++) {
      const { features, rows } = visits(seeded(seed), size)
      const model = trainConversion(features, rows, { least: 10 })
      if (model.kind === 'not-trained') throw new RangeError(model.because)
      for (const { name, low, high } of oddsRatios(model)) {
        const at = Number(name.slice(1))
        const truth = Math.exp((STRONG[at] ?? 0) * sdOf(rows.numbers[name]))
        told++
        if (low <= truth && truth <= high) held++
      }
    }
    expect(told).toBe(50 * size.columns)
    expect(held / told).toBeGreaterThan(0.93)
    expect(held / told).toBeLessThan(0.98)
  })
})

function sdOf(values: Float64Array | undefined): number {
  const known = values ?? new Float64Array(0)
  const mean = known.reduce((sum, value) => sum + value, 0) / known.length
  return Math.sqrt(known.reduce((sum, value) => sum + (value - mean) ** 2, 0) / known.length)
}
