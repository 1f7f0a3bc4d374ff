import { describe, expect, it } from 'vitest'
import { seeded } from '../../../src/lib/random.ts'
import { sum } from '../../../src/lib/sum.ts'
import {
  type ConversionModel,
  restoreConversion,
  scoreConversion,
} from '../../../src/models/conversion/conversion.ts'
import { conversionFeatures, leaks } from '../../../src/models/conversion/conversion-features.ts'
import { trainConversion } from '../../../src/models/conversion/learn.ts'
import { oddsRatios } from '../../../src/models/conversion/odds.ts'
import { chooseSettings } from '../../../src/models/conversion/tune.ts'
import type { Feature } from '../../../src/models/learn/features.ts'
import { forwardFolds, randomFolds } from '../../../src/models/learn/folds.ts'
import { modelMetrics } from '../../../src/models/learn/model-metrics.ts'
import type { TrainingRows } from '../../../src/models/learn/training-rows.ts'
import { chancesOf } from '../../../src/models/learn/uplift.ts'

const FEATURES: readonly Feature[] = [
  { column: 'views', kind: 'log', known: 'while browsing' },
  { column: 'discount', kind: 'share', known: 'while browsing' },
  { column: 'device', kind: 'category', known: 'on arrival' },
]

/** Phones buy half as often; `bent`: views and discount matter only together. */
function visits(rows: number, { seed = 1, level = -2, bent = false } = {}): TrainingRows {
  const random = seeded(seed)
  const views = Float64Array.from({ length: rows }, () => random.poisson(4))
  const discount = Float64Array.from(views, () => random.next())
  const codes = Uint16Array.from(views, () => random.below(2))
  const labels = Uint8Array.from(views, (count, row) => {
    const off = (discount[row] ?? 0) - 0.5
    const together = 3 * off * (Math.log1p(count) - 1.5) * 2
    const logit = level + (bent ? together : 0.8 * Math.log1p(count) + 2 * off) - 0.7 * (codes[row] ?? 0)
    return random.next() < 1 / (1 + Math.exp(-logit)) ? 1 : 0
  })
  return {
    rows,
    labels,
    numbers: { views, discount },
    texts: { device: { codes, members: ['desk', 'phone'] } },
  }
}

function trained(found: ReturnType<typeof trainConversion>): ConversionModel {
  if (found.kind === 'not-trained') throw new Error(found.because)
  return found
}

const reason = (found: ReturnType<typeof trainConversion>) =>
  found.kind === 'not-trained' ? found.because : 'trained'

describe('the conversion model', () => {
  const rows = visits(20_000)
  const model = trained(trainConversion(FEATURES, rows))

  it('expects as many purchases as were made', () => {
    const scores = scoreConversion(model, rows)
    const expected = sum(scores)
    expect(expected / sum(rows.labels)).toBeCloseTo(1, 6)
  })

  it('is stored and restored without a change of any score', () => {
    const restored = restoreConversion(JSON.parse(JSON.stringify(model)))
    expect(restored && scoreConversion(restored, rows)).toEqual(scoreConversion(model, rows))
  })

  it('restores a version from before there were products, and nothing else', () => {
    const { products, ...encoder } = model.encoder
    expect(products).toEqual([])
    expect(restoreConversion({ ...model, encoder })).toEqual(model)
    expect(restoreConversion({ kind: 'conversion' })).toBeNull()
  })

  it('finds the odds that were put in, within their interval', () => {
    const phone = oddsRatios(model).find(({ name }) => name.startsWith('device'))
    const ratio = phone?.name === 'device = phone' ? Math.exp(-0.7) : Math.exp(0.7)
    expect(phone?.per).toBe('yes')
    expect(phone?.low).toBeLessThan(ratio)
    expect(phone?.high).toBeGreaterThan(ratio)
  })

  it('is right about the level when the visits without a purchase were thinned', () => {
    const kept = seeded(3)
    const some = Uint32Array.from(rows.labels.keys()).filter(
      (row) => rows.labels[row] === 1 || kept.next() < 0.25,
    )
    const pick = (column: Float64Array) => Float64Array.from(some, (row) => column[row] ?? 0)
    const thinned: TrainingRows = {
      rows: some.length,
      labels: Uint8Array.from(some, (row) => rows.labels[row] ?? 0),
      numbers: {
        views: pick(rows.numbers.views ?? new Float64Array(0)),
        discount: pick(rows.numbers.discount ?? new Float64Array(0)),
      },
      texts: {
        device: {
          codes: Uint16Array.from(some, (row) => rows.texts.device?.codes[row] ?? 0),
          members: ['desk', 'phone'],
        },
      },
    }
    const corrected = trained(trainConversion(FEATURES, thinned, { keptOfNegatives: 0.25 }))
    const { meanPrediction, baseRate } = modelMetrics(scoreConversion(corrected, rows), rows.labels)
    expect(meanPrediction).toBeCloseTo(baseRate, 2)
  })
})

describe('training is refused', () => {
  const rows = visits(400)

  it('where too few bought, and says how many are needed', () => {
    expect(reason(trainConversion(FEATURES, visits(300, { level: -5 })))).toMatch(
      /^\d+ purchases in 300 sessions, 50 are needed$/,
    )
  })

  it('where all bought, or none', () => {
    const all = { ...rows, labels: new Uint8Array(400).fill(1) }
    const none = { ...rows, labels: new Uint8Array(400) }
    expect(reason(trainConversion(FEATURES, all))).toBe('every session ended in a purchase')
    expect(reason(trainConversion(FEATURES, none))).toContain('0 purchases')
  })

  it('where a label is neither 0 nor 1, or one is missing', () => {
    expect(reason(trainConversion(FEATURES, { ...rows, labels: rows.labels.map((y) => 2 * y) }))).toBe(
      'labels must be 0 or 1',
    )
    expect(reason(trainConversion(FEATURES, { ...rows, labels: rows.labels.slice(1) }))).toBe(
      '400 rows but 399 labels',
    )
  })

  it('where nothing varies', () => {
    const flat = { ...rows, numbers: { views: new Float64Array(400).fill(3) }, texts: {} }
    expect(reason(trainConversion(FEATURES.slice(0, 1), flat))).toBe('no feature varies from row to row')
  })

  it('where nothing is known of a feature', () => {
    const empty = { ...rows, numbers: { views: new Float64Array(400).fill(Number.NaN) }, texts: {} }
    expect(reason(trainConversion(FEATURES.slice(0, 1), empty))).toBe('no feature varies from row to row')
  })

  it('where the classes are separable and no penalty is wanted', () => {
    const known = { ...rows, numbers: { views: Float64Array.from(rows.labels) }, texts: {} }
    expect(reason(trainConversion(FEATURES.slice(0, 1), known, { l2: 0 }))).toContain('separable')
  })

  it.each(['is_purchase', 'order_cents', 'PageValues', 'page_values', 'gmv_cents', 'Revenue'])(
    'where %s is among the features',
    (column) => {
      const leaking: Feature = { column, kind: 'log', known: 'while browsing' }
      expect(reason(trainConversion([...FEATURES, leaking], rows))).toBe(
        `${column} is derived from the outcome`,
      )
    },
  )

  it('but not for what the model looks at: each feature says when it is known', () => {
    expect(leaks(conversionFeatures)).toEqual([])
    for (const { known } of conversionFeatures) expect(['on arrival', 'while browsing']).toContain(known)
  })

  it('not for a few missing values', () => {
    const views = (rows.numbers.views ?? new Float64Array(0)).map((value, row) =>
      row % 7 === 0 ? Number.NaN : value,
    )
    const holes = { ...rows, numbers: { ...rows.numbers, views } }
    expect(reason(trainConversion(FEATURES, holes))).toBe('trained')
  })
})

describe('settings', () => {
  it('take products where columns matter only together', () => {
    const rows = visits(6000, { bent: true })
    const folds = randomFolds(rows.labels, 3, seeded(1))
    expect(chooseSettings(FEATURES, rows, { folds })?.products).toBe(true)
  })

  it('take none where they add nothing', () => {
    const rows = visits(6000)
    const folds = forwardFolds(Float64Array.from(rows.labels.keys()), 3)
    expect(chooseSettings(FEATURES, rows, { folds })?.products).toBe(false)
  })

  it('are none where no fold can be learned from', () => {
    const rows = visits(60, { level: -4 })
    expect(chooseSettings(FEATURES, rows, { folds: randomFolds(rows.labels, 3, seeded(1)) })).toBeNull()
  })
})

describe('folds forward in time', () => {
  it('keep a month whole, and never learn from what comes later', () => {
    const months = Float64Array.from({ length: 100 }, (_, row) => Math.floor(row / 15))
    const folds = forwardFolds(months, 3)
    expect(folds.length).toBeGreaterThan(1)
    for (const { past, held } of folds)
      expect(Math.max(...past.map((row) => months[row] ?? 0))).toBeLessThan(
        Math.min(...held.map((row) => months[row] ?? 0)),
      )
  })

  it('are none where all is of one time', () => {
    expect(forwardFolds(new Float64Array(50), 3)).toEqual([])
  })
})

it('the container scores as the weights say', () => {
  const rows = visits(2000)
  const model = trained(trainConversion(FEATURES, rows))
  const [weights = []] = model.container.classifiers[0]?.weights ?? []
  const columns = model.encoder.terms.map(({ column, kind, mean, sd, member }) => {
    if (kind !== 'member') {
      const raw = rows.numbers[column] ?? new Float64Array(0)
      return raw.map((value) => ((kind === 'log' ? Math.log1p(value) : value) - mean) / sd)
    }
    const code = rows.texts[column]?.members.indexOf(member)
    return Float64Array.from(rows.texts[column]?.codes ?? [], (one) => ((one === code ? 1 : 0) - mean) / sd)
  })
  const byHand = chancesOf(Float64Array.from(weights), columns, rows.rows)
  const apart = scoreConversion(model, rows).map((score, row) => Math.abs(score - (byHand[row] ?? 0)))
  expect(Math.max(...apart)).toBeLessThan(1e-12)
})
