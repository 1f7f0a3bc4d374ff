import {
  type CampaignPlan,
  type NoPlan,
  type Prospect,
  planCampaign,
} from '../../src/advice/campaign/campaign.ts'
import { adviseCampaign } from '../../src/advice/campaign/campaign-advice.ts'
import type { CampaignScores } from '../../src/advice/campaign/campaign-scores.ts'
import { rfm } from '../../src/advice/campaign/rfm.ts'
import type { Asker, Context } from '../../src/context.ts'
import {
  type CustomerFacts,
  campaignTask,
  customersOn,
  marginShare,
} from '../../src/facts/campaign/customers.ts'
import { campaign } from '../../src/ledger/campaign.ts'
import { decisionBlocks } from '../../src/ledger/decision-blocks.ts'
import { toSave } from '../../src/ledger/save.ts'
import { csv } from '../../src/lib/csv.ts'
import { addDays, dayOf } from '../../src/lib/days.ts'
import { showMoney } from '../../src/lib/money.ts'
import { seeded } from '../../src/lib/random.ts'
import { sum } from '../../src/lib/sum.ts'
import { plural, showNumber, showPercent } from '../../src/lib/text.ts'
import type { Block, Message } from '../../src/messages/message.ts'
import { hint, words } from '../../src/messages/words.ts'
import { asOf } from '../../src/metrics/read/as-of.ts'
import { campaigns, contactsSince, saveCampaign } from '../../src/state/suggestions/campaigns.ts'
import { latestSuggestions } from '../../src/state/suggestions/decisions.ts'
import { saveSuggestions } from '../../src/state/suggestions/suggestions.ts'
import { inThread } from '../../src/threads/worker-pool.ts'
import { noDataYet } from '../no-data.ts'
import type { PlanQuestion } from './question.ts'

/** what those contacted and held out do in so many days counts */
const DAYS = 14
const CAP = { contacts: 2, days: 30 } as const
/** a larger audience is cut: a list of this length is a project of its own */
const MOST = 100_000

/** Chooses, keeps who is contacted and who is held out, and hands out the list; nobody is contacted by it. */
export async function answerPlan(ctx: Context, question: PlanQuestion, asker: Asker): Promise<Message> {
  const whole = await asOf(ctx.lake, dayOf(ctx.clock.now(), ctx.config.shop.zone))
  if (!whole) return noDataYet(ctx)
  const today = whole.day
  const margin = question.margin ?? (await marginShare(ctx.lake))
  if (margin === null)
    return hint(
      'No product has a known cost, so profit cannot be calculated. Add costs to a source, or give the margin: /campaign plan budget=500 cost=0.30 margin=30%',
    )
  const customers = (await customersOn(ctx.lake, today)).slice(0, MOST)
  const known = await campaigns(ctx.state)
  const id = `CP-${today}-${known.filter(({ plannedOn }) => plannedOn === today).length + 1}`
  const seed = known.length + 1
  const task = await campaignTask(ctx, customers, { today, days: DAYS, seed })
  const ordered = sum(task.history.ordered)
  const scores = await inThread({ name: 'campaign', task })
  if (scores.kind === 'too-few')
    return hint(
      `Too few repeat orders to choose customers by: ${plural(scores.have, 'known customer')} ordered again in the last ${DAYS} days, ${scores.need} are needed. Ask again when more orders are in; /sources shows how fresh they are.`,
    )
  const contacted = await contactsSince(ctx.state, addDays(today, -CAP.days))
  const prospects = prospectsOf(customers, { scores, contacted, margin, audience: question.audience })
  const plan = planCampaign(
    prospects,
    {
      ...question,
      mostContacts: CAP.contacts,
      effect: scores.kind === 'uplift' ? scores.effect : null,
      baseRate: ordered / Math.max(1, task.history.rows),
    },
    seeded(seedOf(id)),
  )
  const about = {
    id,
    today,
    margin,
    question,
    currency: ctx.config.shop.currency,
    audience: prospects.length,
  }
  if (plan.kind === 'nobody') return nobody(plan, about)
  const suggestion = adviseCampaign(plan, { id, audience: question.audience, asOf: today, days: DAYS })
  const facts = {
    question,
    margin,
    effect: scores.kind === 'uplift' ? scores.effect : null,
    members: plan.members,
  }
  const now = ctx.clock.now()
  await ctx.state.transaction(async (trx) => {
    await saveCampaign(
      trx,
      {
        id,
        audience: question.audience,
        plannedOn: today,
        days: DAYS,
        costCents: plan.costCents,
        plannedBy: asker.userId,
        terms: { ...question, margin },
      },
      plan.members,
    )
    await saveSuggestions(
      trx,
      [toSave(campaign, { subject: id, about: { title: id }, facts, suggestion }, ctx.config.shop.zone)],
      now,
    )
  })
  const kept = (await latestSuggestions(ctx.state, { kind: campaign.kind, subjects: [id] })).get(id)
  const buttons = kept
    ? decisionBlocks(kept, {
        asked: `/actions ${kept.id}`,
        asking: null,
        now,
        currency: ctx.config.shop.currency,
        confirmAbove: ctx.config.confirmAbove,
      })
    : []
  return say(plan, scores, { ...about, buttons })
}

/** Each campaign's own draw, the same whenever it is repeated. */
function seedOf(id: string): number {
  return [...id].reduce((hash, char) => (Math.imul(hash, 31) + char.charCodeAt(0)) >>> 0, 7)
}

function prospectsOf(
  customers: readonly CustomerFacts[],
  by: {
    readonly scores: Extract<CampaignScores, { readonly responses: Float64Array }>
    readonly contacted: ReadonlyMap<string, number>
    readonly margin: number
    readonly audience: string
  },
): Prospect[] {
  const labels = rfm(
    customers.map(({ recency_days, orders, cents }) => ({ recencyDays: recency_days, orders, cents })),
  )
  return customers.flatMap(({ id, cents, orders }, i) =>
    by.audience !== 'all' && labels[i]?.segment !== by.audience
      ? []
      : [
          {
            id,
            response: by.scores.responses[i] ?? 0,
            marginCents: (by.margin * cents) / orders,
            contacts: by.contacted.get(id) ?? 0,
            consents: null,
          },
        ],
  )
}

interface About {
  readonly id: string
  readonly today: string
  readonly margin: number
  readonly question: PlanQuestion
  readonly currency: string
  readonly audience: number
  /** approve, edit, skip */
  readonly buttons?: readonly Block[]
}

function leftOutOf({ leftOut }: CampaignPlan | NoPlan): string {
  const reasons = Object.entries(leftOut).filter(([, count]) => count > 0)
  return reasons.map(([why, count]) => `${showNumber(count)} ${why}`).join(', ')
}

function nobody(plan: NoPlan, { audience, question }: About): Message {
  const text = `Nobody is worth a contact on these terms: of ${plural(audience, 'customer')} (${question.audience}) ${leftOutOf(plan) || 'none is left'}.`
  return words(text)
}

function say(plan: CampaignPlan, scores: CampaignScores, about: About): Message {
  const { id, question, currency, today, margin, audience, buttons = [] } = about
  const money = (cents: number) => showMoney(cents, currency)
  const what = plan.isIncremental ? 'incremental orders' : 'orders, NOT incremental'
  const orders = `${showNumber(plan.orders.expected, 1)} (${showNumber(Math.max(0, plan.orders.low), 1)} to ${showNumber(plan.orders.high, 1)})`
  const profit = `${money(plan.profit.cents)} (${money(plan.profit.low)} to ${money(plan.profit.high)})`
  const text = `${id}: ${plural(plan.contacts, 'contact')} for ${money(plan.costCents)}, ${plural(plan.holdout, 'customer')} held out by chance; expected ${orders} ${what}.`
  const basis = plan.isIncremental
    ? 'Chosen by uplift learned from earlier campaigns with a random holdout (T-learner).'
    : `Chosen by who is likely to order anyway, times margin (${scores.kind === 'propensity' ? scores.because : ''}): NOT incremental, most of these orders would come without a contact. This campaign's holdout is the test that mends it.`
  const left = leftOutOf(plan)
  return {
    text,
    blocks: [
      { kind: 'header', text: `Campaign ${id}` },
      { kind: 'text', spans: text },
      {
        kind: 'fields',
        fields: [
          { label: 'Audience', value: `${question.audience}, ${plural(audience, 'customer')}` },
          { label: plan.isIncremental ? 'Incremental orders' : 'Orders, not incremental', value: orders },
          {
            label: plan.isIncremental ? 'Profit, 80 % interval' : 'Margin less contacts, not incremental',
            value: profit,
          },
          {
            label: 'Held out',
            value: `${showNumber(plan.holdout)} (${showPercent(question.holdoutShare, 0)})`,
          },
          {
            label: 'Can be reasons apart',
            value: `${showNumber(100 * plan.detectable, 2)} points of buyers or more`,
          },
          { label: 'Left out', value: left || 'nobody' },
        ],
      },
      { kind: 'text', spans: basis },
      ...buttons,
      {
        kind: 'context',
        spans: `Customers to ${today}; what they order in ${DAYS} days counts; margin ${showPercent(margin, 0)}. At most ${CAP.contacts} contacts in ${CAP.days} days. No feed tells consent: match the list with it before sending. Nobody has been contacted. Then: /campaign report ${id}`,
      },
    ],
    files: [
      {
        name: `campaign-${id}.csv`,
        title: 'Whom to contact (hashed ids), and whom to leave alone',
        content: csv([
          ['platform', 'shopper', 'arm'],
          ...plan.members.map(({ id: member, arm }) => rowOf(member, arm)),
        ]),
      },
    ],
  }
}

function rowOf(member: string, arm: string): string[] {
  const at = member.indexOf('/')
  return [member.slice(0, at), member.slice(at + 1), arm]
}
