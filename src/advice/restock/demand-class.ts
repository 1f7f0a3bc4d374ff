import { sum, sumOf } from '../../lib/sum.ts'

/** How demand comes, by Syntetos, Boylan and Croston (2005); `dying` has been quiet for longer than it ever would. */
export type DemandClass = 'smooth' | 'erratic' | 'intermittent' | 'lumpy' | 'dying'

export const DEMAND_CLASSES: readonly DemandClass[] = ['smooth', 'erratic', 'intermittent', 'lumpy', 'dying']

/** periods between two demands, and squared coefficient of variation of a demand's size: the cuts of the paper */
const INTERVAL_CUT = 1.32
const SIZE_CUT = 0.49
/** a silence this improbable is no accident */
const SILENCE = 0.002
const MIN_SALES = 3
/** what sells every day may still rest for some days together */
const MAX_RATE = 0.7

/** Null when it never sold. The silence is judged by the rate before it began. */
export function demandClass(series: readonly number[]): DemandClass | null {
  const sizes = series.filter((units) => units > 0)
  if (sizes.length === 0) return null
  const last = series.findLastIndex((units) => units > 0)
  const quiet = series.length - 1 - last
  const rate = Math.min(MAX_RATE, sizes.length / (last + 1))
  if (sizes.length >= MIN_SALES && (1 - rate) ** quiet < SILENCE) return 'dying'
  const mean = sum(sizes) / sizes.length
  const squares = sumOf(sizes, (units) => (units - mean) ** 2)
  const scatters = squares / sizes.length / mean ** 2 > SIZE_CUT
  if (series.length / sizes.length > INTERVAL_CUT) return scatters ? 'lumpy' : 'intermittent'
  return scatters ? 'erratic' : 'smooth'
}
