import { expect, it } from 'vitest'
import { normalQuantile } from '../../src/stats/distributions/normal.ts'
import { Z80, Z90, Z95 } from '../../src/stats/distributions/z.ts'

it('the widths of 80, 90 and 95 % are those of the normal distribution', () => {
  for (const [z, share] of [
    [Z80, 0.8],
    [Z90, 0.9],
    [Z95, 0.95],
  ] as const)
    expect(z).toBeCloseTo(normalQuantile((1 + share) / 2), 12)
})
