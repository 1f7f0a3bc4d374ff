import { campaignOutcome } from '../../advice/campaign/campaign-outcome.ts'
import {
  type ArmResult,
  type CampaignReport,
  type NoReport,
  reportCampaign,
} from '../../advice/campaign/campaign-report.ts'
import type { Outcome } from '../../advice/suggestions/outcome.ts'
import type { Lake } from '../../lake/contract/lake.ts'
import { addDays, type Day } from '../../lib/days.ts'
import { sum, sumOf } from '../../lib/sum.ts'
import type { State } from '../../state/database/state.ts'
import { type Campaign, membersOf } from '../../state/suggestions/campaigns.ts'
import { marginShare, type Ordered, orderedBetween } from './customers.ts'

export type CampaignResult =
  | { readonly kind: 'just-begun' }
  | { readonly kind: 'no-margin' }
  | {
      readonly kind: 'result'
      readonly contact: ArmResult
      readonly holdout: ArmResult
      readonly costCents: number
      readonly until: Day
      readonly isOver: boolean
      readonly found: CampaignReport | NoReport
    }

/** What its arms did so far, as the shop's data to `asOf` tells; `paidCents` is what the contacts really cost. */
export async function campaignResult(
  { lake, state }: { readonly lake: Pick<Lake, 'query'>; readonly state: Pick<State, 'read'> },
  campaign: Campaign,
  { asOf, paidCents }: { readonly asOf: Day; readonly paidCents?: number | undefined },
): Promise<CampaignResult> {
  const end = addDays(campaign.plannedOn, campaign.days)
  const until = asOf < end ? asOf : end
  if (until <= campaign.plannedOn) return { kind: 'just-begun' }
  const margin = marginOf(campaign) ?? (await marginShare(lake))
  if (margin === null) return { kind: 'no-margin' }
  const members = await membersOf(state, campaign.id)
  const ordered = await orderedBetween(lake, campaign.plannedOn, until)
  const arm = (wanted: 'contact' | 'holdout') =>
    resultOf(
      members.filter((member) => member.arm === wanted).map(({ id }) => ordered.get(id)),
      margin,
    )
  const [contact, holdout] = [arm('contact'), arm('holdout')]
  const costCents = paidCents ?? campaign.costCents
  const found = reportCampaign(contact, holdout, costCents)
  return { kind: 'result', contact, holdout, costCents, until, isOver: until === end, found }
}

/** The same as the ledger keeps it. */
export function outcomeOf(result: CampaignResult, campaign: Campaign): Outcome {
  const seenOn = addDays(campaign.plannedOn, 1)
  const until = addDays(campaign.plannedOn, campaign.days + 1)
  if (result.kind === 'no-margin') return { kind: 'unknown', seenOn, lack: { missing: 'cost' } }
  if (result.kind === 'just-begun' || !result.isOver) return { kind: 'running', seenOn, until }
  return campaignOutcome({ ...result, seenOn, days: campaign.days })
}

function marginOf({ terms }: Campaign): number | null {
  const margin: unknown =
    terms !== null && typeof terms === 'object' && 'margin' in terms ? terms.margin : null
  return typeof margin === 'number' ? margin : null
}

function resultOf(of: readonly (Ordered | undefined)[], margin: number): ArmResult {
  const sample = (values: readonly number[]) => ({
    count: values.length,
    sum: sum(values),
    squares: sumOf(values, (value) => value * value),
  })
  return {
    customers: of.length,
    buyers: of.filter((one) => one !== undefined).length,
    orders: sample(of.map((one) => one?.orders ?? 0)),
    marginCents: sample(of.map((one) => margin * (one?.cents ?? 0))),
  }
}
