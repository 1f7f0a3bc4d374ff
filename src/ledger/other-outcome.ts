import { z } from 'zod'
import { BUNDLE_BEFORE_DAYS, bundleOutcome } from '../advice/recommend/bundle-outcome.ts'
import type { Outcome } from '../advice/suggestions/outcome.ts'
import type { Config } from '../config.ts'
import { campaignResult, outcomeOf } from '../facts/campaign/campaign-result.ts'
import { pairOrders } from '../facts/recommend/pair-orders.ts'
import type { Lake } from '../lake/contract/lake.ts'
import { addDays, type Day, dayOf } from '../lib/days.ts'
import type { State } from '../state/database/state.ts'
import { campaigns } from '../state/suggestions/campaigns.ts'
import type { StoredSuggestion } from '../state/suggestions/suggestions.ts'

const pair = z.object({
  platform: z.string(),
  baseId: z.string(),
  offeredId: z.string(),
  marginCents: z.number(),
  pairCents: z.number(),
  days: z.number().positive().catch(30),
})
const edited = z.object({ pairCents: z.number().optional(), costCents: z.number().optional() }).catch({})

interface Reads {
  readonly lake: Pick<Lake, 'query'>
  readonly state: Pick<State, 'read'>
  readonly config: Pick<Config, 'shop'>
}

/** What came of an offer, a campaign or a verdict: of what is not one product's days. Null when it is not known any more. */
export async function otherOutcome(
  ctx: Reads,
  suggestion: StoredSuggestion,
  asOf: Day,
): Promise<Outcome | null> {
  const { kind, subject } = suggestion
  const changed = edited.parse(suggestion.edited ?? {})
  if (kind === 'bundle') return pairOutcome(ctx, suggestion, { asOf, pairCents: changed.pairCents })
  // with everybody on one arm there is nobody left to compare with; the test itself is the measure
  if (kind === 'experiment') return { kind: 'untold', because: 'no control left' }
  const campaign =
    kind === 'campaign' ? (await campaigns(ctx.state)).find(({ id }) => id === subject) : undefined
  if (!campaign) return null
  return outcomeOf(await campaignResult(ctx, campaign, { asOf, paidCents: changed.costCents }), campaign)
}

async function pairOutcome(
  { lake, config }: Reads,
  { action, decided }: StoredSuggestion,
  { asOf, pairCents }: { readonly asOf: Day; readonly pairCents: number | undefined },
): Promise<Outcome | null> {
  const about = pair.safeParse(action).data
  if (!about || !decided) return null
  const decidedOn = dayOf(decided.at, config.shop.zone)
  const since = addDays(decidedOn, 1)
  const before = { from: addDays(decidedOn, -BUNDLE_BEFORE_DAYS), to: decidedOn }
  const after = { from: since, to: addDays(since, about.days) }
  return bundleOutcome(
    {
      decidedOn,
      horizonDays: about.days,
      marginCents: about.marginCents,
      discountCents: Math.max(0, about.pairCents - (pairCents ?? about.pairCents)),
      asOf,
    },
    await pairOrders(lake, about, before),
    await pairOrders(lake, about, after),
  )
}
