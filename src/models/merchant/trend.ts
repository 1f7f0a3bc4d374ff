import { normalCdf, normalQuantile } from '../../stats/distributions/normal.ts'
import { type Measured, type Pooled, pauleMandel, shrink } from '../../stats/regression/paule-mandel.ts'
import type { MerchantSums } from './sums.ts'

/** How a merchant's orders moved over the last four weeks against the four before, beside how all of them moved. */
export interface Trend {
  /** of GMV, as counted; null where there was none before */
  readonly gmvChange: number | null
  /** what all merchants' orders did */
  readonly peersChange: number
  /** falls, and by more than all others do beyond chance (95 %) */
  readonly isFalling: boolean
  /** of the others, those that moved worse */
  readonly shareBelow: number
}

/** fewer orders before say nothing of a trend */
const MIN_ORDERS = 5
const Z90 = normalQuantile(0.95)
/** of the logarithm: where all moved alike, the one that did not would be taken for chance */
const LEAST_SPREAD = 0.2
/** orders scatter more than counts do: baskets of one customer, a day's offer */
const OVERDISPERSION = 1.5

/** By id; those with too few orders before are left out. */
export function trendsOf(merchants: readonly MerchantSums[]): ReadonlyMap<string, Trend> {
  const moved = merchants.flatMap((one) => {
    const measured = movedBy(one)
    return measured ? [{ one, measured }] : []
  })
  const all = pauleMandel(
    moved.map(({ measured }) => measured),
    LEAST_SPREAD,
  )
  if (!all) return new Map()
  return new Map(moved.map(({ one, measured }) => [one.id, trendOf(one, { measured, all })]))
}

function movedBy({ recent, before }: MerchantSums): Measured | null {
  if (before.orders < MIN_ORDERS) return null
  const [now, then] = [recent.orders + 0.5, before.orders + 0.5]
  return { value: Math.log(now / then), se: Math.sqrt(OVERDISPERSION * (1 / now + 1 / then)) }
}

function trendOf(
  { recent, before }: MerchantSums,
  { measured, all }: { readonly measured: Measured; readonly all: Pooled },
): Trend {
  const { value, se } = shrink(measured, all)
  return {
    gmvChange: before.gmvCents > 0 ? recent.gmvCents / before.gmvCents - 1 : null,
    peersChange: Math.exp(all.mean) - 1,
    isFalling: value + Z90 * se < Math.min(0, all.mean),
    shareBelow: normalCdf((value - all.mean) / all.tau),
  }
}
