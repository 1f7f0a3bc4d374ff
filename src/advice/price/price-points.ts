import { minorDigits } from '../../lib/money.ts'
import type { PriceFacts } from './price-facts.ts'
import type { PriceLimits } from './price-limits.ts'

/** How shops end their prices, in hundredths of a unit. */
const ENDINGS = [49, 90, 95, 99, 0]
/** no coin below five */
const FIVES = [50, 90, 95, 0]
/** without coins below a whole unit, though hundredths are counted */
const WHOLE = new Set(['SEK', 'NOK', 'DKK', 'CZK', 'HUF', 'ISK', 'TWD'])

/**
 * Prices a shop would print within every limit: at most `maxChange` away, not beyond `maxExtrapolation` times what was
 * ever seen, above the margin floor and the least price the maker lets be advertised, not above a competitor's.
 */
export function pricePoints(
  facts: Pick<
    PriceFacts,
    | 'priceCents'
    | 'lowestSeenCents'
    | 'highestSeenCents'
    | 'competitorCents'
    | 'leastAdvertisedCents'
    | 'currency'
  >,
  costCents: number,
  limits: PriceLimits,
): number[] {
  const low = Math.max(
    facts.priceCents * (1 - limits.maxChange),
    facts.lowestSeenCents / limits.maxExtrapolation,
    costCents / (1 - limits.minMargin),
    facts.leastAdvertisedCents ?? 0,
    1,
  )
  const high = Math.min(
    facts.priceCents * (1 + limits.maxChange),
    facts.highestSeenCents * limits.maxExtrapolation,
    facts.competitorCents ?? Number.POSITIVE_INFINITY,
  )
  const { step, endings } = grid(facts.priceCents, facts.currency)
  const points: number[] = []
  for (let whole = Math.floor(low / step) * step; whole <= high + step; whole += step)
    for (const ending of endings) {
      const point = whole + ending
      if (point >= low && point <= high && point !== facts.priceCents) points.push(point)
    }
  return points
}

/** The habit of the currency; from a thousand units on prices move in tens and show no small change. */
function grid(
  cents: number,
  currency: string,
): { readonly step: number; readonly endings: readonly number[] } {
  const unit = 10 ** minorDigits(currency)
  const tens = 10 ** Math.max(0, Math.floor(Math.log10(cents / unit)) - 2)
  if (unit === 1 || WHOLE.has(currency)) {
    const last = unit === 1 ? [8, 9, 0] : [5, 9, 0]
    return { step: 10 * tens * unit, endings: last.map((digit) => digit * tens * unit) }
  }
  if (tens > 1) return { step: tens * unit, endings: [(tens - 1) * unit, tens * unit - 1] }
  return {
    step: unit,
    endings: (currency === 'CHF' ? FIVES : ENDINGS).map((hundredths) => (hundredths * unit) / 100),
  }
}
