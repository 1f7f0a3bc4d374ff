import { describe, expect, it } from 'vitest'
import { seeded } from '../../../src/lib/random.ts'
import { type ConversionModel, restoreConversion } from '../../../src/models/conversion/conversion.ts'
import { trainConversion } from '../../../src/models/conversion/learn.ts'
import { oddsRatios, plainModel } from '../../../src/models/conversion/odds.ts'
import { foldsByTime } from '../../../src/models/conversion/tuning-folds.ts'
import type { Feature } from '../../../src/models/learn/features.ts'
import type { TrainingRows } from '../../../src/models/learn/training-rows.ts'

const NOISES = Array.from({ length: 20 }, (_, i) => `noise_${i}`)
const FEATURES: readonly Feature[] = ['views', ...NOISES].map((column) => ({
  column,
  kind: 'share',
  known: 'while browsing',
}))

/** Views matter, and most where the first noise is high (`bent`); the rest is noise. */
function visits(rows: number, { bent = false } = {}): TrainingRows {
  const random = seeded(3)
  const numbers = Object.fromEntries(
    FEATURES.map(({ column }) => [column, Float64Array.from({ length: rows }, () => random.normal())]),
  )
  const labels = Uint8Array.from({ length: rows }, (_, row) => {
    const [views = 0, other = 0] = [numbers.views?.[row], numbers.noise_0?.[row]]
    const logit = -1.5 + 0.4 * views + (bent ? 1.5 * views * other : 0)
    return random.next() < 1 / (1 + Math.exp(-logit)) ? 1 : 0
  })
  return { rows, labels, numbers, texts: {} }
}

const byDay = (rows: number) =>
  foldsByTime(Float64Array.from({ length: rows }, (_, row) => Math.floor(row / 50)))

function trained(found: ReturnType<typeof trainConversion>): ConversionModel {
  if (found.kind === 'not-trained') throw new Error(found.because)
  return found
}

describe('settings chosen on the rows learned from', () => {
  const rows = visits(1500)
  const plain = trained(trainConversion(FEATURES, rows))
  const chosen = trained(trainConversion(FEATURES, rows, { choice: { folds: byDay(1500) } }))

  it('are a stronger penalty among much noise, while the odds stay those of the plain fit', () => {
    expect(chosen.l2).toBeGreaterThan(plain.l2)
    const weightOf = ({ container }: ConversionModel) => container.classifiers[0]?.weights[0]?.[1] ?? 0
    expect(weightOf(chosen)).toBeLessThan(0.98 * weightOf(plain))
    expect(oddsRatios(chosen)).toEqual(oddsRatios(plain))
    expect(plainModel(chosen)).toEqual(plain)
  })

  it('and the odds are the same once stored, as are those of a model of before', () => {
    const again = (model: ConversionModel) => restoreConversion(JSON.parse(JSON.stringify(model)))
    expect(again(chosen)).toEqual(chosen)
    expect(again(plain)).toEqual(plain)
    expect(plainModel(plain)).toBe(plain)
  })

  it('are the plain ones where no fold can be judged', () => {
    const alike = foldsByTime(new Float64Array(1500))
    expect(trained(trainConversion(FEATURES, rows, { choice: { folds: alike } }))).toEqual(plain)
  })

  it('hold products where they pay, and never where only penalties may be chosen', () => {
    const bent = visits(3000, { bent: true })
    const folds = byDay(3000)
    const free = trained(trainConversion(FEATURES, bent, { choice: { folds } }))
    expect(free.encoder.products.length).toBeGreaterThan(0)
    expect(plainModel(free).encoder.products).toEqual([])
    expect(oddsRatios(free)).toEqual(oddsRatios(trained(trainConversion(FEATURES, bent))))
    const summed = trained(trainConversion(FEATURES, bent, { choice: { folds, products: false } }))
    expect(summed.encoder.products).toEqual([])
  })

  it('come from folds of whole days, though the rows come in any order', () => {
    const days = Float64Array.from({ length: 20_000 }, (_, row) => (row * 7919) % 40)
    const folds = foldsByTime(days)
    expect(folds).toHaveLength(3)
    for (const { past, held } of folds) {
      expect(past.length + held.length).toBeLessThanOrEqual(8000)
      expect(Math.max(...past.map((row) => days[row] ?? 0))).toBeLessThan(
        Math.min(...held.map((row) => days[row] ?? 0)),
      )
    }
  })
})
