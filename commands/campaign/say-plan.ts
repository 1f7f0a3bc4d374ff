import type { CampaignPlan, NoPlan } from '../../src/advice/campaign/campaign.ts'
import type { CampaignScores } from '../../src/advice/campaign/campaign-scores.ts'
import type { Day } from '../../src/lib/days.ts'
import type { Block, Message } from '../../src/messages/message.ts'
import { words as oneSentence } from '../../src/messages/words.ts'
import type { EstimateKind } from '../../src/report/words/estimate.ts'
import type { Locale } from '../../src/report/words/locale.ts'
import type { Spread } from '../../src/report/words/round-by-range.ts'
import type { PlanQuestion } from './question.ts'

/** what those contacted and held out do in so many days counts */
export const DAYS = 14
export const CAP = { contacts: 2, days: 30 } as const

interface About {
  readonly id: string
  readonly today: Day
  readonly margin: number
  readonly question: PlanQuestion
  /** customers it was chosen from */
  readonly audience: number
}

export function sayNobody(plan: NoPlan, { audience, question }: About, locale: Locale): Message {
  const { campaign, recommend } = locale.words
  const left = leftOutOf(plan, locale) || campaign.noneLeft
  return oneSentence(campaign.nobody(recommend.segment(question.audience), audience, left))
}

/** `buttons` approve, edit or skip it. */
export function sayPlan(
  plan: CampaignPlan,
  about: About & { readonly scores: CampaignScores; readonly buttons: readonly Block[] },
  locale: Locale,
): Message {
  const { id, today, margin, scores, buttons } = about
  const { campaign } = locale.words
  const text = campaign.plan({
    ...{ id, contacts: plan.contacts, holdout: plan.holdout, isIncremental: plan.isIncremental },
    cost: locale.money(plan.costCents),
    orders: ordersOf(plan, locale),
  })
  const basis =
    plan.isIncremental || scores.kind !== 'propensity'
      ? campaign.byUplift
      : campaign.byPropensity(campaign.because[scores.because])
  return {
    text,
    blocks: [
      { kind: 'header', text: campaign.title(id) },
      { kind: 'text', spans: text },
      fields(plan, about, locale),
      { kind: 'text', spans: basis },
      ...buttons,
      {
        kind: 'context',
        spans: campaign.planSource({
          ...{ id, today, days: DAYS, contacts: CAP.contacts, capDays: CAP.days },
          margin: locale.percent(margin, 0),
        }),
      },
    ],
  }
}

function fields(plan: CampaignPlan, { question, audience }: About, locale: Locale): Block {
  const { campaign, recommend } = locale.words
  const { isIncremental, profit } = plan
  const labels = campaign.fields
  return {
    kind: 'fields',
    fields: [
      { label: labels.audience, value: campaign.audience(recommend.segment(question.audience), audience) },
      {
        label: isIncremental ? labels.incremental : labels.notIncremental,
        value: ordersOf(plan, locale),
      },
      {
        label: isIncremental ? labels.profit : labels.margin,
        value: range({ value: profit.cents, low: profit.low, high: profit.high }, 'money', locale),
      },
      {
        label: labels.holdout,
        value: campaign.holdout(plan.holdout, locale.percent(question.holdoutShare, 0)),
      },
      {
        label: labels.detectable,
        value: campaign.detectable(locale.points(plan.detectable).replace(/^[+±]/, '')),
      },
      { label: labels.leftOut, value: leftOutOf(plan, locale) || campaign.nobodyLeftOut },
    ],
  }
}

function ordersOf({ orders }: CampaignPlan, locale: Locale): string {
  const [low, high] = [Math.max(0, orders.low), Math.max(0, orders.high)]
  return range({ value: orders.expected, low, high }, 'count', locale)
}

function range(spread: Spread, kind: EstimateKind, { estimate, words }: Locale): string {
  const { value, low, high } = estimate(kind, spread)
  return words.campaign.range(value, low, high)
}

function leftOutOf({ leftOut }: CampaignPlan | NoPlan, { words: { campaign } }: Locale): string {
  const reasons = Object.keys(leftOut) as (keyof typeof leftOut)[]
  return campaign.leftOutOf(
    reasons
      .filter((why) => leftOut[why] > 0)
      .map((why) => ({ count: leftOut[why], why: campaign.leftOut[why] })),
  )
}
