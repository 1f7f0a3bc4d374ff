import { sumOf } from '../../lib/sum.ts'
import type { Beside } from './against-peers.ts'
import { RATES, type Rate } from './sums.ts'
import type { Trend } from './trend.ts'

const HEALTH_PARTS = ['trend', ...RATES] as const
type HealthPart = (typeof HEALTH_PARTS)[number]
export type HealthWeights = Readonly<Record<HealthPart, number>>

/** What a marketplace sees of a merchant first, and what its customers feel; only their proportions count. */
export const HEALTH_WEIGHTS: HealthWeights = {
  trend: 3,
  conversion: 1,
  cancel_rate: 1.5,
  refund_rate: 1.5,
  late_delivery: 1.5,
  stock_out: 1.5,
}

export interface Health {
  /** 0 to 100; 50 is like its peers in everything */
  readonly score: number
  readonly parts: readonly {
    readonly part: HealthPart
    readonly score: number
    /** of the whole */
    readonly weight: number
  }[]
}

/** one part alone is no verdict on a merchant */
const MIN_PARTS = 2

/**
 * Each part is the share of its peers that do worse, by true figures and not by what was counted: with little of its own a
 * merchant is in the middle. Parts that are not known are left out. Null with fewer than two.
 */
export function healthOf(
  beside: Readonly<Record<Rate, Beside | null>>,
  trend: Trend | null,
  weights: HealthWeights = HEALTH_WEIGHTS,
): Health | null {
  const known = HEALTH_PARTS.flatMap((part) => {
    const share = part === 'trend' ? (trend?.shareBelow ?? null) : worseThan(part, beside[part])
    return share === null || weights[part] === 0 ? [] : [{ part, share, weight: weights[part] }]
  })
  const total = sumOf(known, ({ weight }) => weight)
  if (known.length < MIN_PARTS || total === 0) return null
  return {
    score: Math.round((100 * sumOf(known, ({ share, weight }) => share * weight)) / total),
    parts: known.map(({ part, share, weight }) => ({
      part,
      score: Math.round(100 * share),
      weight: weight / total,
    })),
  }
}

/** Of conversion more is better, of all else less. */
function worseThan(rate: Rate, beside: Beside | null): number | null {
  if (beside?.counted == null) return null
  return rate === 'conversion' ? beside.shareBelow : 1 - beside.shareBelow
}
