import type { ArmResult, CampaignReport, NoReport } from '../../src/advice/campaign/campaign-report.ts'
import type { Context, Usage } from '../../src/context.ts'
import { campaignResult, outcomeOf } from '../../src/facts/campaign/campaign-result.ts'
import { type PastCampaign, pastCampaigns } from '../../src/facts/campaign/past-campaigns.ts'
import { campaign as campaignSuggestion, paidCents } from '../../src/ledger/campaign.ts'
import { statusLabel } from '../../src/ledger/decision-blocks.ts'
import { outcomeRow } from '../../src/ledger/measure.ts'
import { addDays, type Day, dayOf } from '../../src/lib/days.ts'
import { showMoney } from '../../src/lib/money.ts'
import { nearest, oneLine, plural, showNumber } from '../../src/lib/text.ts'
import type { Message } from '../../src/messages/message.ts'
import { words } from '../../src/messages/words.ts'
import { asOf } from '../../src/metrics/read/as-of.ts'
import { type Campaign, campaigns } from '../../src/state/suggestions/campaigns.ts'
import { latestSuggestions } from '../../src/state/suggestions/decisions.ts'
import { saveOutcome } from '../../src/state/suggestions/outcomes.ts'
import type { Difference } from '../../src/stats/tests/difference.ts'

const SHOWN = 10

export async function answerReport(ctx: Context, wanted: string | null): Promise<Message | Usage> {
  const [planned, past] = [await campaigns(ctx.state), await pastCampaigns(ctx.lake)]
  if (wanted === null) return list(planned, past)
  const typed = wanted.toLowerCase()
  const campaign = planned.find(({ id }) => id.toLowerCase() === typed)
  if (campaign) return reportOf(ctx, campaign)
  const other = past.find(({ id, name }) => id.toLowerCase() === typed || name?.toLowerCase() === typed)
  if (other) return withoutHoldout(other)
  const near = nearest(
    wanted,
    [...planned, ...past].map(({ id }) => id),
  )
  return {
    kind: 'usage',
    because: `There is no campaign “${oneLine(wanted, 60)}”.`,
    ...(near !== null && { didYouMean: near }),
  }
}

function list(planned: readonly Campaign[], past: readonly PastCampaign[]): Message {
  const text = `${plural(planned.length, 'campaign')} planned here with a holdout; ${showNumber(past.length)} told by the platforms, without one.`
  const names = [
    ...planned.map(({ id, audience }) => `${id} (${audience})`),
    ...past.map(({ id, name }) => `${id} ${oneLine(name ?? '', 40)}, no holdout`),
  ]
  return {
    text,
    blocks: [
      { kind: 'text', spans: text },
      ...(names.length > 0 ? [{ kind: 'list' as const, items: names.slice(0, SHOWN) }] : []),
    ],
  }
}

function withoutHoldout({ id, name }: PastCampaign): Message {
  const text = `What ${id} ${oneLine(name ?? '', 60)} brought cannot be told: nobody was held out, so those who would have bought anyway cannot be taken off. At least 30 customers held out by chance are needed, better 10 %.`
  return {
    text,
    blocks: [
      { kind: 'text', spans: text },
      {
        kind: 'context',
        spans:
          '/campaign plan holds out 10 % by itself. Counting all orders of the days would credit the campaign with the usual ones.',
      },
    ],
  }
}

async function reportOf(ctx: Context, campaign: Campaign): Promise<Message> {
  const whole = await asOf(ctx.lake, dayOf(ctx.clock.now(), ctx.config.shop.zone))
  const kept = (
    await latestSuggestions(ctx.state, { kind: campaignSuggestion.kind, subjects: [campaign.id] })
  ).get(campaign.id)
  const result = whole
    ? await campaignResult(ctx, campaign, { asOf: whole.day, paidCents: kept && paidCents(kept) })
    : ({ kind: 'just-begun' } as const)
  if (result.kind === 'just-begun')
    return words(`${campaign.id} has just begun: no whole day has passed since ${campaign.plannedOn}.`)
  if (result.kind === 'no-margin')
    return words(
      `What ${campaign.id} brought cannot be told: the cost of no product is known. Deliver costs, or plan with margin=30%.`,
    )
  const isAccepted = kept?.status === 'approved' || kept?.status === 'edited'
  const outcome = outcomeOf(result, campaign)
  if (kept && isAccepted && result.isOver)
    await ctx.state.transaction((trx) => saveOutcome(trx, outcomeRow(kept, outcome, ctx.clock.now())))
  if (result.found.kind !== 'report') return tooFew(campaign, result.found)
  return say(result.found, {
    ...result,
    campaign,
    ledger:
      !kept || isAccepted
        ? ''
        : ` In the ledger it is ${statusLabel(kept, { now: ctx.clock.now(), currency: ctx.config.shop.currency })}.`,
    currency: ctx.config.shop.currency,
  })
}

function tooFew({ id }: Campaign, { kind, need, have }: NoReport): Message {
  const text =
    kind === 'no-holdout'
      ? `What ${id} brought cannot be told: nobody was held out; at least ${need} are needed.`
      : `What ${id} brought cannot be told yet: the smaller arm has ${plural(have, 'customer')}, ${need} are needed.`
  return words(text)
}

const VERDICT = {
  pays: 'It pays.',
  costs: 'It costs more than it brings.',
  inconclusive: 'It cannot be told from chance whether it pays.',
} as const

function say(
  found: CampaignReport,
  about: {
    readonly campaign: Campaign
    readonly contact: ArmResult
    readonly holdout: ArmResult
    readonly until: Day
    readonly isOver: boolean
    readonly costCents: number
    /** what the ledger says of it, where it is not accepted */
    readonly ledger: string
    readonly currency: string
  },
): Message {
  const { campaign, contact, holdout, until, isOver, costCents, ledger, currency } = about
  const range = ({ estimate, low, high }: Difference, show: (value: number) => string) =>
    `${show(estimate)} (${show(low)} to ${show(high)})`
  const points = (value: number) => `${showNumber(100 * value, 2)} pt`
  const rate = ({ buyers, customers }: ArmResult) =>
    `${showNumber((100 * buyers) / customers, 2)} % of ${showNumber(customers)}`
  const profit = range(found.profitCents, (cents) => showMoney(Math.round(cents), currency))
  const orders = range(found.incrementalOrders, (value) => showNumber(value, 1))
  const text = `${campaign.id}${isOver ? '' : ' so far'}: ${orders} incremental orders, profit ${profit}. ${isOver ? VERDICT[found.verdict] : `It runs until ${addDays(campaign.plannedOn, campaign.days)}: wait with the verdict.`}`
  return {
    text,
    blocks: [
      { kind: 'header', text: `Campaign ${campaign.id}` },
      { kind: 'text', spans: text },
      {
        kind: 'fields',
        fields: [
          { label: 'Contacted who bought', value: rate(contact) },
          { label: 'Held out who bought', value: rate(holdout) },
          { label: 'Difference', value: range(found.buyers, points) },
          { label: 'Contacts cost', value: showMoney(costCents, currency) },
        ],
      },
      {
        kind: 'context',
        spans: `Orders from ${addDays(campaign.plannedOn, 1)} to ${until}, refunds taken off; contacted against held out by chance, 95 % intervals (Newcombe, Welch).${ledger}`,
      },
    ],
  }
}
