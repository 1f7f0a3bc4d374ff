import { normalCdf } from '../../stats/distributions/normal.ts'
import type { NabFile } from './nab-folder.ts'

const WINDOW = 6400
const STEP = 100

/**
 * NAB's own simplest detector: how far out the value lies in a Gaussian over the last 6,400 rows, moved on every 100.
 * 1 - Q(|z|), so .5 is the mean and 1 the far tail.
 */
export function windowedGaussian({ values }: Pick<NabFile, 'values'>): Float64Array {
  const kept: number[] = []
  let waiting: number[] = []
  let moments = { mean: 0, sd: 1 }
  let [sum, squares] = [0, 0]
  const learn = () => {
    const mean = sum / kept.length
    moments = { mean, sd: Math.sqrt(Math.max(0, squares / kept.length - mean * mean)) || 1e-6 }
  }
  const take = (value: number, sign: 1 | -1) => {
    sum += sign * value
    squares += sign * value * value
  }
  return values.map((value) => {
    if (!Number.isFinite(value)) return 0
    const score = kept.length === 0 ? 0 : 1 - normalCdf(-Math.abs(value - moments.mean) / moments.sd)
    if (kept.length < WINDOW) {
      kept.push(value)
      take(value, 1)
      learn()
      return score
    }
    waiting.push(value)
    if (waiting.length < STEP) return score
    for (const old of kept.splice(0, STEP)) take(old, -1)
    for (const fresh of waiting) take(fresh, 1)
    kept.push(...waiting)
    waiting = []
    learn()
    return score
  })
}
