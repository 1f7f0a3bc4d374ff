import { expect, it } from 'vitest'
import { seeded } from '../../../src/lib/random.ts'
import { challenge, explainedBy, learnChallenger } from '../../../src/models/conversion/challenger.ts'
import { scoreConversion } from '../../../src/models/conversion/conversion.ts'
import { conversionFeatures } from '../../../src/models/conversion/conversion-features.ts'
import { trainConversion } from '../../../src/models/conversion/learn.ts'
import { type DatedRows, trainTask } from '../../../src/models/conversion/train.ts'
import { scoreTrees } from '../../../src/models/trees/trees-model.ts'

/** Searches help new customers and hinder old ones (`bent`), or help all alike. */
function sessions(rows: number, { seed, bent }: { seed: number; bent: boolean }): DatedRows {
  const random = seeded(seed)
  const numbers: Record<string, Float64Array> = {}
  const texts: Record<string, { codes: Uint16Array; members: string[] }> = {}
  for (const { column, kind } of conversionFeatures)
    if (kind === 'category')
      texts[column] = {
        codes: Uint16Array.from({ length: rows }, () => random.below(3)),
        members: [...'abc'],
      }
    else
      numbers[column] = Float64Array.from({ length: rows }, () =>
        kind === 'log' ? random.poisson(2) : kind === 'flag' ? random.below(2) : random.next(),
      )
  const labels = Uint8Array.from({ length: rows }, (_, row) => {
    const searches = Math.log1p(numbers.searches?.[row] ?? 0) - 1
    const turn = bent && numbers.is_returning?.[row] === 1 ? -1 : 1
    return random.next() < 1 / (1 + Math.exp(1 - 2 * turn * searches)) ? 1 : 0
  })
  return { rows, labels, days: Float64Array.from({ length: rows }, (_, row) => row / 100), numbers, texts }
}

const night = (bent: boolean, seed: number) => {
  const [past, holdout] = [sessions(3000, { seed, bent }), sessions(2500, { seed: seed + 50, bent })]
  const logistic = trainConversion(conversionFeatures, past)
  if (logistic.kind === 'not-trained') throw new Error(logistic.because)
  const tonight = learnChallenger(past, { order: past.days, seed })
  return { holdout, logistic: scoreConversion(logistic, holdout), tonight, past }
}
const bent = night(true, 1)
const straight = night(false, 2)

it('trees predict where they beat the logistic model by more than chance, and it says by what', () => {
  const found = challenge(bent.tonight, { ...bent, inUse: null, seed: 7 })
  expect(found?.card).toMatchObject({ predicts: true, because: 'better' })
  expect(found?.card.gain.low).toBeGreaterThan(0)
  expect(found?.card.trees.auc).toBeGreaterThan(0.05 + (found?.card.logistic.auc ?? 1))
  expect(found?.card.explained).toBeLessThan(0.5)
  expect(found?.card.leansOn.map(({ column }) => column)).toContain('searches')
  expect(found?.model).toEqual(bent.tonight)
})

it('the logistic model predicts where lines are all there is', () => {
  const found = challenge(straight.tonight, { ...straight, inUse: null, seed: 7 })
  expect(found?.card).toMatchObject({ predicts: false, because: 'not clearly better' })
  expect(found?.model).toBeNull()
  expect(found?.card.explained).toBeGreaterThan(0.6)
})

it('trees in use stay while they are no worse, and go when they are', () => {
  const stay = challenge(straight.tonight, { ...bent, inUse: bent.tonight, seed: 7 })
  expect(stay?.card).toMatchObject({ predicts: true, because: 'still no worse' })
  expect(stay?.model).toEqual(bent.tonight)
  const go = challenge(straight.tonight, { ...straight, inUse: bent.tonight, seed: 7 })
  expect(go).toMatchObject({ model: null, card: { because: 'no longer better' } })
})

it('trees in use that ask for a column that is gone predict no more', () => {
  const { searches: _, ...numbers } = bent.holdout.numbers
  const gone = { ...bent.holdout, numbers }
  expect(challenge(null, { ...bent, holdout: gone, inUse: bent.tonight, seed: 7 })).toBeNull()
})

it('of few purchases no trees are grown', () => {
  expect(learnChallenger(sessions(300, { seed: 3, bent: true }), { order: null, seed: 1 })).toBeNull()
})

it('what was kept of the sessions without a purchase is put right in the level', () => {
  const whole = sessions(6000, { seed: 4, bent: true })
  const tree = learnChallenger(bent.past, { order: bent.past.days, keptOfNegatives: 0.5, seed: 1 })
  const plain = learnChallenger(bent.past, { order: bent.past.days, seed: 1 })
  expect(tree && plain && tree.shift - plain.shift).toBeCloseTo(Math.log(0.5), 10)
  expect(tree && scoreTrees(tree, whole).every((p) => p > 0 && p < 1)).toBe(true)
})

it('a night of training tries them, and drift is that of what predicts', () => {
  const found = trainTask({
    past: bent.past,
    keptOfNegatives: 1,
    products: false,
    holdout: bent.holdout,
    champion: null,
    trees: null,
    challenged: true,
    seed: 7,
  })
  if (found.kind === 'not-trained') throw new Error(found.because)
  expect(found.challenger?.card.predicts).toBe(true)
  const model = found.challenger?.model
  const scores = model && scoreTrees(model, bent.holdout)
  const mean = scores && scores.reduce((sum, p) => sum + p, 0) / scores.length
  expect(found.drift.level.expected).toBeCloseTo(mean ?? 0, found.drift.level.shift === null ? 10 : 1)
})

it('what a line explains of a line is all, of noise nothing', () => {
  const random = seeded(5)
  const some = Float64Array.from({ length: 500 }, () => random.next())
  expect(explainedBy(some, some)).toBeCloseTo(1, 10)
  expect(
    explainedBy(
      some,
      some.map(() => random.next()),
    ),
  ).toBeLessThan(0.05)
  expect(explainedBy(new Float64Array(500).fill(0.3), some)).toBeLessThan(1e-12)
})
