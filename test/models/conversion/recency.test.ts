import { describe, expect, it } from 'vitest'
import { type Random, seeded } from '../../../src/lib/random.ts'
import { scoreConversion } from '../../../src/models/conversion/conversion.ts'
import { trainConversion } from '../../../src/models/conversion/learn.ts'
import { levelShift, shifted } from '../../../src/models/conversion/level.ts'
import { foldsByTime } from '../../../src/models/conversion/tuning-folds.ts'
import { rowLosses } from '../../../src/models/learn/model-metrics.ts'

const FEATURES = ['a', 'b'].map((column) => ({
  column,
  kind: 'share' as const,
  known: 'on arrival' as const,
}))

/** `change` of the log odds from two fifths of the time on; `turn`: then b matters in place of a. */
function visits(random: Random, rows: number, { change = 0, turn = false, from = 0 }) {
  const column = () => Float64Array.from({ length: rows }, () => random.normal())
  const numbers = { a: column(), b: column() }
  const days = Float64Array.from({ length: rows }, (_, row) => Math.floor((100 * row) / rows))
  const labels = Uint8Array.from(days, (day, row) => {
    const isLate = day >= 40 || day < from
    const [a, b] = [numbers.a[row] ?? 0, numbers.b[row] ?? 0]
    const logit = -1.5 + (isLate ? change : 0) + 1.2 * (turn && isLate ? b : a)
    return random.next() < 1 / (1 + Math.exp(-logit)) ? 1 : 0
  })
  return { rows, labels, numbers, texts: {}, days }
}

function learned(rows: ReturnType<typeof visits>, recent: boolean) {
  const choice = { folds: foldsByTime(rows.days), products: false, ...(recent && { order: rows.days }) }
  const model = trainConversion(FEATURES, rows, { choice })
  if (model.kind === 'not-trained') throw new RangeError(model.because)
  return model
}

const lossOf = (model: ReturnType<typeof learned>, later: ReturnType<typeof visits>) =>
  rowLosses(scoreConversion(model, later), later.labels).reduce((sum, loss) => sum + loss, 0) / later.rows

describe('how much of the past is learned from', () => {
  it('is all of it where nothing changed, but in 10 of 200 files', () => {
    const fewer = Array.from({ length: 200 }, (_, seed) => {
      const rows = visits(seeded(seed), 500, {})
      return learned(rows, true).recency !== undefined
    })
    expect(fewer.filter(Boolean).length).toBeLessThanOrEqual(10)
  })

  it.each([
    ['the level', { change: 1.2 }],
    ['what matters', { turn: true }],
  ])('is less where %s has changed, and later rows are told better', (_, how) => {
    for (const seed of [1, 2, 3]) {
      const rows = visits(seeded(seed), 4000, how)
      const later = visits(seeded(seed + 50), 3000, { ...how, from: 100 })
      const [all, recent] = [learned(rows, false), learned(rows, true)]
      expect(recent.recency).toBeDefined()
      expect(lossOf(recent, later)).toBeLessThan(lossOf(all, later) - 0.003)
    }
  })
})

it('a level is put right by as many as were seen', () => {
  const predicted = Float64Array.of(0.1, 0.2, 0.05, 0.4)
  const labels = Uint8Array.of(1, 0, 1, 0)
  const right = shifted(predicted, levelShift(predicted, labels))
  expect(right.reduce((sum, p) => sum + p, 0)).toBeCloseTo(2, 9)
  expect(levelShift(predicted, new Uint8Array(4))).toBe(0)
})
