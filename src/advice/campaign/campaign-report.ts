import {
  type Difference,
  differenceOfMeans,
  differenceOfProportions,
  type Sample,
} from '../../stats/tests/difference.ts'

/** What the customers of one arm did within the campaign's days. */
export interface ArmResult {
  readonly customers: number
  /** of them with at least one order */
  readonly buyers: number
  /** orders and margin of orders, by customer; those without an order count as 0 */
  readonly orders: Sample
  readonly marginCents: Sample
}

export interface CampaignReport {
  readonly kind: 'report'
  readonly buyers: Difference
  /** over all who were contacted */
  readonly incrementalOrders: Difference
  readonly profitCents: Difference
  readonly verdict: 'pays' | 'costs' | 'inconclusive'
}

/** Cannot be judged, and what is missing. */
export interface NoReport {
  readonly kind: 'no-holdout' | 'too-few'
  readonly need: number
  readonly have: number
}

const MIN_HOLDOUT = 30

/**
 * What a campaign brought beyond what would have come anyway: contacted against held out. Share of buyers by Newcombe,
 * orders and margin a customer by Welch, each times the contacted, with 95 % intervals; profit is margin less the
 * contacts. Without a holdout there is nothing to say: those contacted are the ones who buy most anyway.
 */
export function reportCampaign(
  contact: ArmResult,
  holdout: ArmResult,
  costCents: number,
): CampaignReport | NoReport {
  if (holdout.customers === 0) return { kind: 'no-holdout', need: MIN_HOLDOUT, have: 0 }
  const least = Math.min(holdout.customers, contact.customers)
  if (least < MIN_HOLDOUT) return { kind: 'too-few', need: MIN_HOLDOUT, have: least }
  const times = (difference: Difference, less = 0): Difference => ({
    estimate: difference.estimate * contact.customers - less,
    low: difference.low * contact.customers - less,
    high: difference.high * contact.customers - less,
  })
  const profitCents = times(differenceOfMeans(contact.marginCents, holdout.marginCents), costCents)
  return {
    kind: 'report',
    buyers: differenceOfProportions(
      { hits: contact.buyers, of: contact.customers },
      { hits: holdout.buyers, of: holdout.customers },
    ),
    incrementalOrders: times(differenceOfMeans(contact.orders, holdout.orders)),
    profitCents,
    verdict: profitCents.low > 0 ? 'pays' : profitCents.high < 0 ? 'costs' : 'inconclusive',
  }
}
