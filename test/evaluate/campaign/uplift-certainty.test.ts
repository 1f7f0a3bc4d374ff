import { describe, expect, it } from 'vitest'
import { overSeeds } from '../../../src/evaluate/campaign/uplift-seeds.ts'
import { seeded } from '../../../src/lib/random.ts'

/** Contact adds `effect` to everybody, and `apart` more where a is above 0, less where it is below. */
function campaign(seed: number, rows: number, { effect = 0, apart = 0 }) {
  const random = seeded(seed)
  const column = () => Float64Array.from({ length: rows }, () => random.normal())
  const [a, b] = [column(), column()]
  const treated = Uint8Array.from(a, () => random.below(2))
  const outcome = a.map((value, row) => {
    const more = effect + (value > 0 ? apart : -apart)
    return random.next() < 0.3 + more * (treated[row] ?? 0) ? 1 : 0
  })
  const features = ['a', 'b'].map((name) => ({
    column: name,
    kind: 'share' as const,
    known: 'on arrival' as const,
  }))
  return { features, columns: { rows, numbers: { a, b }, texts: {} }, treated, outcome, rfm: null }
}

function gainOf(data: ReturnType<typeof campaign>) {
  const found = overSeeds(data, 3, () => {})
  if (found.kind === 'too-few') throw new RangeError('too few responses')
  return found.gain
}

describe('a ranking by uplift', () => {
  it('of noise is called better than chance in at most 10 of 200 files', () => {
    const called = Array.from({ length: 200 }, (_, seed) => gainOf(campaign(seed, 400, { effect: 0.1 })))
    expect(called.filter(({ low }) => low > 0).length).toBeLessThanOrEqual(10)
    expect(called.filter(({ high }) => high < 0).length).toBeLessThanOrEqual(10)
  })

  it('is shown where one half gains ten points and the other loses ten', () => {
    const shown = Array.from({ length: 10 }, (_, seed) => gainOf(campaign(seed, 4000, { apart: 0.1 })))
    expect(shown.filter(({ low }) => low > 0).length).toBeGreaterThanOrEqual(9)
  })
})
