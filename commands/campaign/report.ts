import type { ArmResult, CampaignReport, NoReport } from '../../src/advice/campaign/campaign-report.ts'
import type { Usage } from '../../src/command.ts'
import type { Context } from '../../src/context.ts'
import { campaignResult, outcomeOf } from '../../src/facts/campaign/campaign-result.ts'
import { type PastCampaign, pastCampaigns } from '../../src/facts/campaign/past-campaigns.ts'
import { asOf } from '../../src/facts/wholeness/as-of.ts'
import { campaign as campaignSuggestion, paidCents } from '../../src/ledger/campaign.ts'
import { statusLabel } from '../../src/ledger/decision-blocks.ts'
import { outcomeRow } from '../../src/ledger/outcomes/measure.ts'
import { addDays, type Day, dayOf } from '../../src/lib/days.ts'
import { nearest, oneLine } from '../../src/lib/text.ts'
import type { Message } from '../../src/messages/message.ts'
import { words as oneSentence } from '../../src/messages/words.ts'
import type { EstimateKind } from '../../src/report/words/estimate.ts'
import { type Locale, shopLocale } from '../../src/report/words/locale.ts'
import { type Campaign, campaigns, membersOf } from '../../src/state/suggestions/campaigns.ts'
import { latestSuggestions } from '../../src/state/suggestions/decisions.ts'
import { saveOutcome } from '../../src/state/suggestions/outcomes.ts'
import type { Difference } from '../../src/stats/tests/difference.ts'
import { memberList } from './member-list.ts'

const SHOWN = 10

export async function answerReport(ctx: Context, wanted: string | null): Promise<Message | Usage> {
  const [planned, past] = [await campaigns(ctx.state), await pastCampaigns(ctx.lake)]
  const locale = shopLocale(ctx.config)
  if (wanted === null) return list(planned, past, locale)
  const typed = wanted.toLowerCase()
  const campaign = planned.find(({ id }) => id.toLowerCase() === typed)
  if (campaign) return reportOf(ctx, campaign, locale)
  const other = past.find(({ id, name }) => id.toLowerCase() === typed || name?.toLowerCase() === typed)
  if (other) return withoutHoldout(other, locale)
  const near = nearest(
    wanted,
    [...planned, ...past].map(({ id }) => id),
  )
  return {
    kind: 'usage',
    because: locale.words.campaign.unknown(oneLine(wanted, 60)),
    ...(near !== null && { didYouMean: near }),
  }
}

function list(
  planned: readonly Campaign[],
  past: readonly PastCampaign[],
  { words: { campaign, recommend } }: Locale,
): Message {
  const text = campaign.list(planned.length, past.length)
  const names = [
    ...planned.map(({ id, audience }) => campaign.plannedItem(id, recommend.segment(audience))),
    ...past.map(({ id, name }) => campaign.pastItem(`${id} ${oneLine(name ?? '', 40)}`)),
  ]
  return {
    text,
    blocks: [
      { kind: 'text', spans: text },
      ...(names.length > 0 ? [{ kind: 'list' as const, items: names.slice(0, SHOWN) }] : []),
    ],
  }
}

function withoutHoldout({ id, name }: PastCampaign, { words: { campaign } }: Locale): Message {
  const text = campaign.withoutHoldout(`${id} ${oneLine(name ?? '', 60)}`)
  return {
    text,
    blocks: [
      { kind: 'text', spans: text },
      { kind: 'context', spans: campaign.howToHoldOut },
    ],
  }
}

async function reportOf(ctx: Context, campaign: Campaign, locale: Locale): Promise<Message> {
  const { campaign: said } = locale.words
  const whole = await asOf(ctx, dayOf(ctx.clock.now(), ctx.config.shop.zone))
  const kept = (
    await latestSuggestions(ctx.state, { kind: campaignSuggestion.kind, subjects: [campaign.id] })
  ).get(campaign.id)
  const result = whole
    ? await campaignResult(ctx, campaign, { asOf: whole.day, paidCents: kept && paidCents(kept) })
    : ({ kind: 'just-begun' } as const)
  const isAccepted = kept?.status === 'approved' || kept?.status === 'edited'
  if (result.kind === 'just-begun') {
    if (kept && !isAccepted)
      return oneSentence(said.notApproved(campaign.id, statusLabel(kept, { now: ctx.clock.now(), locale })))
    const begun = said.justBegun(campaign.id, campaign.plannedOn)
    const members = await membersOf(ctx.state, campaign.id)
    return {
      ...oneSentence(locale.words.paragraph([begun, said.attached(campaign.id)])),
      files: memberList({ id: campaign.id, members }, locale),
    }
  }
  if (result.kind === 'no-margin') return oneSentence(said.noMargin(campaign.id))
  const outcome = outcomeOf(result, campaign)
  if (kept && isAccepted && result.isOver)
    await ctx.state.transaction((trx) => saveOutcome(trx, outcomeRow(kept, outcome, ctx.clock.now())))
  if (result.found.kind !== 'report') return tooFew(campaign, result.found, locale)
  const status = kept && !isAccepted ? statusLabel(kept, { now: ctx.clock.now(), locale }) : null
  return say(result.found, { ...result, campaign, status }, locale)
}

function tooFew({ id }: Campaign, { kind, need, have }: NoReport, { words }: Locale): Message {
  const { campaign } = words
  return oneSentence(kind === 'no-holdout' ? campaign.noHoldout(id, need) : campaign.tooFew(id, have, need))
}

function say(
  found: CampaignReport,
  about: {
    readonly campaign: Campaign
    readonly contact: ArmResult
    readonly holdout: ArmResult
    readonly until: Day
    readonly isOver: boolean
    readonly costCents: number
    /** in the ledger, where it is not accepted */
    readonly status: string | null
  },
  locale: Locale,
): Message {
  const { campaign, contact, holdout, until, isOver, costCents, status } = about
  const { campaign: said, paragraph } = locale.words
  const range = ({ estimate: value, low, high }: Difference, kind: EstimateKind) => {
    const shown = locale.estimate(kind, { value, low, high })
    return said.range(shown.value, shown.low, shown.high)
  }
  const rate = ({ buyers, customers }: ArmResult) => said.rate(locale.percent(buyers / customers), customers)
  const ends = addDays(campaign.plannedOn, campaign.days)
  const text = said.report({
    ...{ id: campaign.id, isOver },
    orders: range(found.incrementalOrders, 'count'),
    profit: range(found.profitCents, 'money'),
    verdict: isOver ? said.verdicts[found.verdict] : said.runsUntil(ends),
  })
  const source = said.reportSource(addDays(campaign.plannedOn, 1), until)
  const { contacted, heldOut, difference, cost } = said.reportFields
  return {
    text,
    blocks: [
      { kind: 'header', text: said.title(campaign.id) },
      { kind: 'text', spans: text },
      {
        kind: 'fields',
        fields: [
          { label: contacted, value: rate(contact) },
          { label: heldOut, value: rate(holdout) },
          { label: difference, value: range(found.buyers, 'points') },
          { label: cost, value: locale.money(costCents) },
        ],
      },
      {
        kind: 'context',
        spans: paragraph([source, ...(status === null ? [] : [said.ledger(status)])]),
      },
    ],
  }
}
