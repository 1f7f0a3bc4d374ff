import { describe, expect, it } from 'vitest'
import { seeded } from '../../../src/lib/random.ts'
import { type ConversionModel, scoreConversion } from '../../../src/models/conversion/conversion.ts'
import { conversionFeatures } from '../../../src/models/conversion/conversion-features.ts'
import { calibrationInTheLarge } from '../../../src/models/conversion/drift.ts'
import { putRight } from '../../../src/models/conversion/put-right.ts'
import { type DatedRows, type Trained, trainTask } from '../../../src/models/conversion/train.ts'

/** Sessions with every feature of the mart; only cart adds and promo days matter, and the weights say how much. */
function sessions(
  rows: number,
  { seed = 1, cartWeight = 1.5, promoWeight = 0.8, level = -3 } = {},
): DatedRows {
  const random = seeded(seed)
  const numbers: Record<string, Float64Array> = {}
  const texts: Record<string, { codes: Uint16Array; members: string[] }> = {}
  for (const { column, kind } of conversionFeatures)
    if (kind === 'category')
      texts[column] = {
        codes: Uint16Array.from({ length: rows }, () => random.below(2)),
        members: ['a', 'b'],
      }
    else
      numbers[column] = Float64Array.from({ length: rows }, () =>
        kind === 'log' ? random.poisson(2) : kind === 'flag' ? random.below(2) : random.next(),
      )
  const labels = Uint8Array.from({ length: rows }, (_, row) => {
    const logit =
      level +
      cartWeight * Math.log1p(numbers.cart_adds?.[row] ?? 0) +
      promoWeight * (numbers.is_promo?.[row] ?? 0)
    return random.next() < 1 / (1 + Math.exp(-logit)) ? 1 : 0
  })
  const days = Float64Array.from({ length: rows }, (_, row) => Math.floor(row / 200))
  return { rows, labels, days, numbers, texts }
}

function night(
  champion: ConversionModel | null,
  options: { cartWeight?: number; seed?: number } = {},
): Trained {
  const seed = options.seed ?? 1
  const found = trainTask({
    past: sessions(6000, { ...options, seed }),
    keptOfNegatives: 1,
    products: true,
    holdout: sessions(4000, { ...options, seed: seed + 100 }),
    champion,
    trees: null,
    challenged: false,
    seed: 7,
  })
  if (found.kind === 'not-trained') throw new Error(found.because)
  return found
}

describe('a night of training', () => {
  const first = night(null)

  it('puts the first model in use', () => {
    expect(first.verdict).toMatchObject({ promote: true, because: 'first model' })
    expect(first.verdict.gain.low).toBeGreaterThan(0)
  })

  it('keeps the champion when the challenger is no better than chance makes it', () => {
    const second = night(first.model, { seed: 2 })
    expect(second.verdict).toMatchObject({ promote: false, because: 'not clearly better' })
    expect(second.verdict.gain.low).toBeLessThan(1e-5)
  })

  it('promotes a challenger whose gain is beyond the bootstrap interval', () => {
    const changed = night(first.model, { seed: 3, cartWeight: -1.5 })
    expect(changed.verdict).toMatchObject({ promote: true, because: 'better' })
    expect(changed.verdict.gain.low).toBeGreaterThan(0)
  })

  it('comes to the same verdict every time', () => {
    expect(night(first.model, { seed: 2 }).verdict).toEqual(night(first.model, { seed: 2 }).verdict)
  })

  it('replaces a champion that cannot score the rows', () => {
    const [term] = first.model.encoder.terms
    if (!term) throw new Error('no term')
    const terms = [{ ...term, column: 'gone' }]
    const old = { ...first.model, encoder: { ...first.model.encoder, terms } }
    expect(night(old).verdict.because).toBe('the champion cannot score these rows')
  })

  it('knows what a promo day does', () => {
    expect(first.promoLift).toBeGreaterThan(1.5)
    expect(first.promoLift).toBeLessThan(2.3)
  })

  it('sees no drift where nothing changed', () => {
    expect(first.drift.scorePsi).toBeLessThan(0.02)
    expect(Math.abs(first.drift.calibrationInTheLargeZ)).toBeLessThan(3)
  })

  it('sees that purchases doubled while visits stayed as they were', () => {
    const found = trainTask({
      past: sessions(6000),
      keptOfNegatives: 1,
      products: true,
      holdout: sessions(4000, { seed: 9, level: -2 }),
      champion: null,
      trees: null,
      challenged: false,
      seed: 7,
    })
    if (found.kind === 'not-trained') throw new Error(found.because)
    expect(found.drift.scorePsi).toBeLessThan(0.02)
    expect(found.drift.calibrationInTheLargeZ).toBeGreaterThan(5)
    // and the model goes into use at the level of the last sessions
    expect(found.drift.level.shift).toBeGreaterThan(0.7)
    expect(found.drift.level.seen).toBeGreaterThan(1.5 * found.drift.level.expected)
    const later = sessions(4000, { seed: 10, level: -2 })
    expect(calibrationInTheLarge(scoreConversion(found.model, later), later.labels)).toBeLessThan(3)
  })

  it('puts no first model in use that knows no more than how many bought, but in 10 of 200 nights', () => {
    const noise = { cartWeight: 0, promoWeight: 0, level: -1 }
    const nights = Array.from({ length: 200 }, (_, seed) => {
      const found = trainTask({
        past: sessions(200, { ...noise, seed }),
        keptOfNegatives: 1,
        products: false,
        holdout: sessions(150, { ...noise, seed: seed + 1000 }),
        champion: null,
        trees: null,
        challenged: false,
        seed,
      })
      return found.kind === 'trained' && found.verdict.promote
    })
    expect(nights.filter(Boolean).length).toBeLessThanOrEqual(10)
  })

  it('puts the level of the model in use right where the new one is no better', () => {
    const found = trainTask({
      past: sessions(6000, { seed: 2 }),
      keptOfNegatives: 1,
      products: false,
      holdout: sessions(4000, { seed: 9, level: -2 }),
      champion: first.model,
      trees: null,
      challenged: false,
      seed: 7,
    })
    if (found.kind === 'not-trained') throw new Error(found.because)
    expect(found.verdict).toMatchObject({ promote: true, because: 'its level was put right' })
    expect(found.model.encoder).toEqual(first.model.encoder)
  })

  it('leaves a level alone that was off for some days only', () => {
    const holdout = sessions(4000, { seed: 9 })
    const sale = sessions(4000, { seed: 9, level: -1 })
    const labels = holdout.labels.map((label, row) => (row < 800 ? (sale.labels[row] ?? 0) : label))
    expect(putRight(first.model, { ...holdout, labels }, 7)).toBeNull()
  })

  it('is refused where nobody bought in the sessions held out', () => {
    const found = trainTask({
      past: sessions(6000),
      keptOfNegatives: 1,
      products: true,
      holdout: { ...sessions(500), labels: new Uint8Array(500) },
      champion: null,
      trees: null,
      challenged: false,
      seed: 7,
    })
    expect(found).toEqual({ kind: 'not-trained', because: '0 purchases in 500 sessions held out to test on' })
  })
})
