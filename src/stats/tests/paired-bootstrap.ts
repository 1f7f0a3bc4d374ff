import { seeded } from '../../lib/random.ts'
import { quantile } from '../describe.ts'

const RESAMPLES = 200

/** 90 % percentile interval of the mean difference over 200 resamples of the rows. */
export function pairedBootstrap(differences: Float64Array, seed: number): { low: number; high: number } {
  const random = seeded(seed)
  const means = Array.from({ length: RESAMPLES }, () => {
    let sum = 0
    for (let i = 0; i < differences.length; i++) sum += differences[random.below(differences.length)] ?? 0
    return sum / differences.length
  })
  return { low: quantile(means, 0.05) ?? 0, high: quantile(means, 0.95) ?? 0 }
}
