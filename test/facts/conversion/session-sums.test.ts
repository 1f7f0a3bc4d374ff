import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fitEverySession, sessionCurvature } from '../../../src/facts/conversion/session-sums.ts'
import { ALL, sessionDays, trainingRows } from '../../../src/facts/conversion/training-rows.ts'
import type { ConversionModel } from '../../../src/models/conversion/conversion.ts'
import { conversionFeatures } from '../../../src/models/conversion/conversion-features.ts'
import { trainConversion } from '../../../src/models/conversion/learn.ts'
import { plainModel } from '../../../src/models/conversion/odds.ts'
import { curvature } from '../../../src/models/learn/curvature.ts'
import { encode } from '../../../src/models/learn/features.ts'
import { FIRST_VISIT, LAST_VISIT, visits } from '../../jobs/visited-shop.ts'
import { openShop, type Shop } from '../../lake/shop.ts'
import { SPARK_URL } from '../../spark/twins.ts'

const DAYS = { from: FIRST_VISIT, to: LAST_VISIT }

// built in this process for both: test/spark/golden.test.ts holds what Spark builds
let shop: Shop
beforeAll(async () => {
  shop = await openShop()
  for (const batch of visits(2400)) await shop.lake.ingest(batch)
  await shop.lake.build()
}, 240_000)
afterAll(() => shop?.remove(), 120_000)

describe.each([
  ['duckdb', null],
  ['spark', SPARK_URL],
])('sums over sessions where they lie, on %s', (engine, spark) => {
  const isThere = engine === 'duckdb' || spark !== null
  beforeAll(async () => {
    if (!isThere) return
    shop = await shop.reopen({ spark })
    learned = await learnedHere()
  }, 300_000)
  let learned: Awaited<ReturnType<typeof learnedHere>>

  const learnedHere = async () => {
    const rows = await trainingRows(shop.lake, await sessionDays(shop.lake, '2026-09-01'), ALL, () => {})
    const model = trainConversion(conversionFeatures, rows)
    if (model.kind === 'not-trained') throw new Error(model.because)
    return { rows, model }
  }
  const weightsOf = ({ container }: ConversionModel) => container.classifiers[0]?.weights[0] ?? []

  it.skipIf(!isThere)('are those of the rows in memory', { timeout: 300_000 }, async () => {
    const { rows, model } = learned
    const some = rows.texts.region?.members[0] ?? ''
    const rate = {
      ...{ name: 'region, other words', column: 'region', kind: 'rate' as const, member: '' },
      ...{ fill: 0.3, rates: { [some]: -0.4, "no one's": 0.2 }, mean: 0.1, sd: 0.5 },
    }
    const encoder = { ...model.encoder, terms: [...model.encoder.terms, rate] }
    const weights = Float64Array.from([...weightsOf(model), 0.2], (weight) => 0.5 * weight)
    const here = curvature({ columns: encode(encoder, rows), labels: rows.labels }, weights)
    const there = await sessionCurvature(shop.lake, encoder, DAYS, weights)
    expect(Math.abs(there.loss / here.loss - 1)).toBeLessThan(1e-9)
    for (const key of ['gradient', 'information'] as const)
      for (const [i, value] of here[key].entries())
        expect(Math.abs((there[key][i] ?? Number.NaN) - value)).toBeLessThan(
          1e-9 * Math.max(1, Math.abs(value)),
        )
  })

  it.skipIf(!isThere)(
    'lead to the fit of the rows in memory, wherever they start',
    { timeout: 300_000 },
    async () => {
      const { rows, model } = learned
      const astray: ConversionModel = {
        ...model,
        container: {
          ...model.container,
          classifiers: [{ weights: [weightsOf(model).map((weight, i) => 0.7 * weight + 0.1 * (i % 3))] }],
        },
        plain: { weights: weightsOf(model).map(() => 0), standardErrors: [], l2: 3 },
      }
      const steps: number[] = []
      const counts = { sessions: rows.rows, purchases: model.positives }
      const found = await fitEverySession(shop.lake, astray, { ...DAYS, ...counts }, (step) =>
        steps.push(step),
      )
      for (const [i, weight] of weightsOf(model).entries())
        expect(Math.abs((weightsOf(found)[i] ?? Number.NaN) - weight)).toBeLessThan(1e-6)
      for (const [i, error] of model.standardErrors.entries())
        expect(Math.abs((found.standardErrors[i] ?? Number.NaN) / error - 1)).toBeLessThan(1e-3)
      expect(steps.length).toBeGreaterThan(1)
      const plain = trainConversion(conversionFeatures, rows, { l2: 3 })
      if (plain.kind === 'not-trained') throw new Error(plain.because)
      for (const [i, weight] of weightsOf(plain).entries())
        expect(Math.abs((weightsOf(plainModel(found))[i] ?? Number.NaN) - weight)).toBeLessThan(1e-6)
    },
  )
})
