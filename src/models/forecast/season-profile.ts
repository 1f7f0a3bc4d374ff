import { sum } from '../../lib/sum.ts'
import type { Values } from './holt-winters.ts'

/** What each place of the season adds, and the values without it. */
export interface Profile {
  readonly season: Float64Array
  readonly adjusted: Values
}

/** Seasons a profile looks back on. */
const SEASONS = 12

/**
 * The season as the median distance of each of its places from a centred moving average over one season, over the last
 * twelve seasons: classical decomposition (Hyndman and Athanasopoulos, fpp3 3.4) made robust by medians, centred so
 * that the places sum to 0. Missing steps are passed over. `period` 1 has no season.
 */
export function seasonProfile(values: Values, period: number): Profile {
  const season = new Float64Array(period)
  if (period === 1) return { season, adjusted: values }
  const from = Math.max(0, values.length - SEASONS * period)
  const gaps: number[][] = Array.from({ length: period }, () => [])
  for (let i = from; i < values.length; i++) {
    const value = values[i] ?? Number.NaN
    const around = centred(values, i, period)
    if (!Number.isNaN(value) && !Number.isNaN(around)) gaps[i % period]?.push(value - around)
  }
  for (const [slot, own] of gaps.entries()) season[slot] = middle(own)
  const mean = sum(season) / period
  for (let slot = 0; slot < period; slot++) season[slot] = (season[slot] ?? 0) - mean
  return { season, adjusted: values.map((value, i) => value - (season[i % period] ?? 0)) }
}

/** Mean of the season around a step, both ends at half weight when its length is even; near an end of what is there. */
function centred(values: Values, at: number, period: number): number {
  const half = Math.floor(period / 2)
  const lo = Math.max(0, Math.min(at - half, values.length - period))
  const end = Math.min(values.length, lo + period)
  let sum = 0
  let count = 0
  for (let i = lo; i < end; i++) {
    const value = values[i] ?? Number.NaN
    if (Number.isNaN(value)) continue
    sum += value
    count++
  }
  return count > period / 2 ? sum / count : Number.NaN
}

function middle(values: number[]): number {
  const sorted = values.sort((a, b) => a - b)
  const n = sorted.length
  if (n === 0) return 0
  return ((sorted[(n - 1) >> 1] ?? 0) + (sorted[n >> 1] ?? 0)) / 2
}
