import { describe, expect, it } from 'vitest'
import { seeded } from '../../../src/lib/random.ts'
import { sum } from '../../../src/lib/sum.ts'
import type { Feature } from '../../../src/models/learn/features.ts'
import { fitUplift, scoreUplift } from '../../../src/models/learn/uplift.ts'

const FEATURES: readonly Feature[] = [
  { column: 'persuadable', kind: 'flag', known: 'on arrival' },
  { column: 'orders', kind: 'log', known: 'on arrival' },
]

/** Half are persuadable: contact brings 25 of 100 of them to buy instead of 10; of the others 5 instead of 10. */
function campaign(rows: number, { share = 0.5, amount = 1, seed = 1 } = {}) {
  const random = seeded(seed)
  const flags = Float64Array.from({ length: rows }, () => random.below(2))
  const treated = Uint8Array.from(flags, () => (random.next() < share ? 1 : 0))
  const chance = (row: number) => (treated[row] === 0 ? 0.1 : flags[row] === 1 ? 0.25 : 0.05)
  return {
    rows,
    numbers: { persuadable: flags, orders: Float64Array.from(flags, () => random.poisson(3)) },
    texts: {},
    treated,
    outcome: Float64Array.from(flags, (_, row) => (random.next() < chance(row) ? amount : 0)),
  }
}

function meanScores(rows: ReturnType<typeof campaign>): { yes: number; no: number } {
  const model = fitUplift(FEATURES, rows, seeded(2))
  if (model.kind !== 'uplift') throw new Error(model.kind)
  const scores = scoreUplift(model, rows)
  const mean = (flag: number) => {
    const some = scores.filter((_, row) => rows.numbers.persuadable[row] === flag)
    return sum(some) / some.length
  }
  return { yes: mean(1), no: mean(0) }
}

describe('the uplift model', () => {
  it('finds who is persuaded, and who is better left alone', () => {
    const { yes, no } = meanScores(campaign(20_000))
    expect(yes).toBeCloseTo(0.15, 1)
    expect(no).toBeLessThan(-0.02)
  })

  it('finds the same when few are held out', () => {
    const { yes, no } = meanScores(campaign(40_000, { share: 0.9 }))
    expect(yes).toBeGreaterThan(0.1)
    expect(no).toBeLessThan(-0.01)
  })

  it('reckons in money when the outcome is an amount', () => {
    const [alone, tenfold] = [meanScores(campaign(20_000)), meanScores(campaign(20_000, { amount: 10 }))]
    expect(tenfold.yes).toBeCloseTo(10 * alone.yes, 6)
  })

  it('says how many responses are missing', () => {
    const rows = { ...campaign(1000), outcome: new Float64Array(1000) }
    expect(fitUplift(FEATURES, rows, seeded(1))).toEqual({
      kind: 'too-few',
      arm: 'treated',
      need: 20,
      have: 0,
    })
  })
})
