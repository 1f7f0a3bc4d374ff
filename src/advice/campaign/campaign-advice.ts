import { addDays, type Day } from '../../lib/days.ts'
import { normalCdf, normalQuantile } from '../../stats/distributions/normal.ts'
import type { Suggestion } from '../suggestions/suggestion.ts'
import type { CampaignPlan } from './campaign.ts'

const CAMPAIGN_MODEL = 'campaign-uplift-1'

export interface CampaignAction {
  readonly audience: string
  readonly contacts: number
  readonly holdout: number
  /** what all contacts cost; an edit puts in what they really did */
  readonly costCents: number
  /** false: no holdout ever told what a contact brings */
  readonly isIncremental: boolean
}

/**
 * A plan as a suggestion. Where an effect was measured, its gain is the incremental profit. Where none was, the gain is
 * not known: from a contact that brings nothing, at its cost, to one without which none of the orders would come, and 0
 * stands for it in rankings.
 */
export function adviseCampaign(
  plan: CampaignPlan,
  of: { readonly id: string; readonly audience: string; readonly asOf: Day; readonly days: number },
): Suggestion<CampaignAction> {
  const { contacts, holdout, costCents, isIncremental, profit, orders } = plan
  const sd = (profit.high - profit.cents) / normalQuantile(0.9)
  const ofLoss = isIncremental && sd > 0 ? normalCdf(-profit.cents / sd) : 0.5
  return {
    kind: 'campaign',
    rule: 'campaign',
    subject: of.id,
    action: { audience: of.audience, contacts, holdout, costCents, isIncremental },
    gain: isIncremental
      ? { ...profit, days: of.days }
      : { cents: 0, low: -costCents, high: Math.max(0, profit.high), days: of.days },
    cost: { cents: costCents, low: costCents, high: costCents },
    risk: {
      ofLoss,
      words: isIncremental
        ? 'The contacts may cost more than the orders they bring leave.'
        : 'Not known: nobody was ever held out, so these orders may all come anyway.',
    },
    why: [
      isIncremental
        ? `uplift learned from earlier campaigns with a random holdout: ${orders.expected.toFixed(1)} incremental orders`
        : 'the chance to order anyway, times margin: not incremental',
      `${holdout} held out by chance will tell what it brought`,
    ],
    // its days are counted from the plan on: contacted later, it would be measured too early
    validUntil: addDays(of.asOf, 3),
    modelVersion: CAMPAIGN_MODEL,
  }
}
