import type { Day } from '../../lib/days.ts'
import { normalQuantile } from '../../stats/distributions/normal.ts'
import { differenceOfMeans } from '../../stats/tests/difference.ts'
import { effectOf } from '../suggestions/matched.ts'
import { measured, type Outcome } from '../suggestions/outcome.ts'
import type { ArmResult, CampaignReport, NoReport } from './campaign-report.ts'

/**
 * A campaign's report as an outcome: profit of those contacted beyond the held out (Welch), 90 % interval; without a
 * holdout it can never be told.
 */
export function campaignOutcome(of: {
  readonly contact: ArmResult
  readonly holdout: ArmResult
  readonly costCents: number
  readonly found: CampaignReport | NoReport
  readonly seenOn: Day
  readonly days: number
}): Outcome {
  const { contact, holdout, costCents, found, seenOn, days } = of
  if (found.kind === 'no-holdout') return { kind: 'inconclusive', because: 'nobody held out' }
  if (found.kind === 'too-few')
    return { kind: 'unknown', seenOn, lack: { missing: 'customers', need: found.need, have: found.have } }
  const { estimate, low, high } = differenceOfMeans(contact.marginCents, holdout.marginCents)
  const effect = effectOf({
    cents: contact.customers * estimate - costCents,
    seCents: (contact.customers * (high - low)) / (2 * normalQuantile(0.975)),
    baselineCents: (contact.customers * holdout.marginCents.sum) / holdout.customers,
    degrees: Math.min(contact.customers, holdout.customers) - 1,
  })
  return measured(effect, {
    seenOn,
    days,
    against: `${holdout.customers} customers held out by chance`,
    inputs: { contact, holdout, costCents },
  })
}
