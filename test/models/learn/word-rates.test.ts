import { describe, expect, it } from 'vitest'
import { type Random, seeded } from '../../../src/lib/random.ts'
import { restoreConversion, scoreConversion } from '../../../src/models/conversion/conversion.ts'
import { trainConversion } from '../../../src/models/conversion/learn.ts'
import { encode, encodeTraining, type Feature, learnEncoder } from '../../../src/models/learn/features.ts'
import { areaUnderCurve } from '../../../src/models/learn/model-metrics.ts'
import type { TrainingRows } from '../../../src/models/learn/training-rows.ts'

const FEATURES: readonly Feature[] = [{ column: 'merchant', kind: 'category', known: 'on arrival' }]

/** Rows of so many merchants, whose log odds of a purchase spread by `apart`; both draws know the same merchants. */
function visits(
  random: Random,
  { merchants, apart, rows }: { merchants: number; apart: number; rows: number },
) {
  const levels = Float64Array.from({ length: merchants }, () => -1.5 + apart * random.normal())
  const draw = (): TrainingRows => {
    const codes = Uint16Array.from({ length: rows }, () => random.below(merchants))
    const labels = Uint8Array.from(codes, (code) =>
      random.next() < 1 / (1 + Math.exp(-(levels[code] ?? 0))) ? 1 : 0,
    )
    const members = Array.from({ length: merchants }, (_, i) => `M${i}`)
    return { rows, labels, numbers: {}, texts: { merchant: { codes, members } } }
  }
  return { levels, past: draw(), later: draw() }
}

function aucOf({ past, later }: ReturnType<typeof visits>): number {
  const model = trainConversion(FEATURES, past)
  if (model.kind === 'not-trained') return 0.5
  const kept = restoreConversion(JSON.parse(JSON.stringify(model)))
  return kept ? areaUnderCurve(scoreConversion(kept, later), later.labels) : Number.NaN
}

describe('words beyond the 20 most frequent', () => {
  it.each([60, 150, 400])('of %d merchants rank nearly as well as their true levels', (merchants) => {
    const drawn = visits(seeded(merchants), { merchants, apart: 1.2, rows: 6000 })
    const { codes } = drawn.later.texts.merchant ?? { codes: [] }
    const best = areaUnderCurve(
      Float64Array.from(codes, (code) => drawn.levels[code] ?? 0),
      drawn.later.labels,
    )
    expect(best).toBeGreaterThan(0.74)
    expect(aucOf(drawn)).toBeGreaterThan(best - (merchants > 100 ? 0.035 : 0.015))
  })

  it('that say nothing are not learned by heart', () => {
    const noise = visits(seeded(4), { merchants: 1500, apart: 0, rows: 4000 })
    const model = trainConversion(FEATURES, noise.past)
    if (model.kind === 'not-trained') throw new RangeError(model.because)
    // by its own rows a word of three would seem to know the outcome
    expect(areaUnderCurve(scoreConversion(model, noise.later), noise.later.labels)).toBeGreaterThan(0.47)
    const spread = scoreConversion(model, noise.later)
    expect(Math.max(...spread) - Math.min(...spread)).toBeLessThan(0.15)
  })

  it('are named with how many they are, and those unseen count as their mean', () => {
    const { past } = visits(seeded(5), { merchants: 150, apart: 1, rows: 4000 })
    const encoder = learnEncoder(FEATURES, past)
    expect(encoder.merged).toMatchObject([{ column: 'merchant', words: 148, into: 'rate' }])
    // two of them happen to have a hundredth of the rows each
    expect(encoder.merged[0]?.share).toBeGreaterThan(0.95)
    const [term] = encoder.terms.filter(({ kind }) => kind === 'rate')
    const unseen = {
      rows: 1,
      numbers: {},
      texts: { merchant: { codes: Uint16Array.of(0), members: ['new'] } },
    }
    const column = encode(encoder, unseen)[encoder.terms.findIndex(({ kind }) => kind === 'rate')]
    expect(column?.[0]).toBeCloseTo(((term?.fill ?? 0) - (term?.mean ?? 0)) / (term?.sd ?? 1), 12)
  })

  it('have no row’s own outcome in the columns it is learned from', () => {
    const { past } = visits(seeded(6), { merchants: 60, apart: 1, rows: 3000 })
    const encoder = learnEncoder(FEATURES, past)
    const at = encoder.terms.findIndex(({ kind }) => kind === 'rate')
    const before = encodeTraining(encoder, past)[at]
    const row = [...(past.texts.merchant?.codes ?? [])].findIndex(
      (_, i) => (before?.[i] ?? 0) !== encode(encoder, past)[at]?.[i],
    )
    const turned = past.labels.slice()
    turned[row] = 1 - (turned[row] ?? 0)
    const after = encodeTraining(encoder, { ...past, labels: turned })[at]
    expect(Math.abs((after?.[row] ?? 0) - (before?.[row] ?? 1))).toBeLessThan(0.02)
  })

  it('too few to tell anything count as the reference, and are named too', () => {
    const codes = Uint16Array.from({ length: 3000 }, (_, i) => (i < 4 ? 2 + i : i % 2))
    const rows = {
      rows: 3000,
      labels: Uint8Array.from(codes, (code) => code % 2),
      numbers: {},
      texts: { merchant: { codes, members: ['a', 'b', 'c', 'd', 'e', 'f'] } },
    }
    expect(learnEncoder(FEATURES, rows).merged).toMatchObject([{ words: 4, into: { word: 'a' } }])
  })
})

it('a column of milliseconds is no constant', () => {
  const start = 1_699_999_999_246
  const values = Float64Array.from({ length: 500 }, (_, i) => start + i * 1000)
  const { terms, dropped } = learnEncoder([{ column: 'ms', kind: 'log', known: 'on arrival' }], {
    rows: 500,
    numbers: { ms: values },
    texts: {},
  })
  expect(dropped).toEqual([])
  expect(terms).toMatchObject([{ column: 'ms', kind: 'share' }])
})
