import { type CampaignPlan, type Prospect, planCampaign } from '../../src/advice/campaign/campaign.ts'
import { adviseCampaign } from '../../src/advice/campaign/campaign-advice.ts'
import type { CampaignScores } from '../../src/advice/campaign/campaign-scores.ts'
import { rfm } from '../../src/advice/campaign/rfm.ts'
import type { Asker } from '../../src/command.ts'
import type { Context } from '../../src/context.ts'
import {
  type CustomerFacts,
  campaignTask,
  customersOn,
  marginShare,
} from '../../src/facts/campaign/customers.ts'
import { asOf } from '../../src/facts/wholeness/as-of.ts'
import { campaign } from '../../src/ledger/campaign.ts'
import { decisionBlocks } from '../../src/ledger/decision-blocks.ts'
import { toSave } from '../../src/ledger/save.ts'
import { addDays, type Day, dayOf } from '../../src/lib/days.ts'
import { seeded } from '../../src/lib/random.ts'
import { sum } from '../../src/lib/sum.ts'
import type { Block, Message } from '../../src/messages/message.ts'
import { hint } from '../../src/messages/words.ts'
import { shopLocale } from '../../src/report/words/locale.ts'
import { campaigns, contactsSince, saveCampaign } from '../../src/state/suggestions/campaigns.ts'
import { latestSuggestions } from '../../src/state/suggestions/decisions.ts'
import { saveSuggestions } from '../../src/state/suggestions/suggestions.ts'
import { inThread } from '../../src/threads/worker-pool.ts'
import { noDataYet } from '../shared/no-data.ts'
import type { PlanQuestion } from './question.ts'
import { CAP, DAYS, sayNobody, sayPlan } from './say-plan.ts'

/** a larger audience is cut: a list of this length is a project of its own */
const MOST = 100_000
/** so many may find their number taken before something else is wrong */
const AT_ONCE = 20

/** Chooses, keeps who is contacted and who is held out, and hands out the list; nobody is contacted by it. */
export async function answerPlan(ctx: Context, question: PlanQuestion, asker: Asker): Promise<Message> {
  const whole = await asOf(ctx, dayOf(ctx.clock.now(), ctx.config.shop.zone))
  if (!whole) return noDataYet(ctx)
  const today = whole.day
  const locale = shopLocale(ctx.config)
  const { campaign: said } = locale.words
  const margin = question.margin ?? (await marginShare(ctx.lake))
  if (margin === null) return hint(said.noCosts)
  const customers = (await customersOn(ctx.lake, today)).slice(0, MOST)
  const known = await campaigns(ctx.state)
  const seed = known.length + 1
  const task = await campaignTask(ctx, customers, { today, days: DAYS, seed })
  const ordered = sum(task.history.ordered)
  const scores = await inThread({ name: 'campaign', task })
  if (scores.kind === 'too-few') return hint(said.tooFewOrders(scores.have, DAYS, scores.need))
  const contacted = await contactsSince(ctx.state, addDays(today, -CAP.days))
  const prospects = prospectsOf(customers, { scores, contacted, margin, audience: question.audience })
  const terms = {
    ...question,
    mostContacts: CAP.contacts,
    effect: scores.kind === 'uplift' ? scores.effect : null,
    baseRate: ordered / Math.max(1, task.history.rows),
  }
  const first = known.filter(({ plannedOn }) => plannedOn === today).length + 1
  for (let number = first; number < first + AT_ONCE; number++) {
    const id = `CP-${today}-${number}`
    const plan = planCampaign(prospects, terms, seeded(seedOf(id)))
    const about = { id, today, margin, question, audience: prospects.length }
    if (plan.kind === 'nobody') return sayNobody(plan, about, locale)
    if (plan.kind === 'no-holdout') return hint(said.nobodyHeldOut(plan.contacts))
    const buttons = await keep(ctx, plan, { ...about, scores, plannedBy: asker.userId })
    if (buttons) return sayPlan(plan, { ...about, scores, buttons }, locale)
  }
  throw new Error(`${AT_ONCE} campaigns were planned at once`)
}

/** Into the ledger; null where another of two planned at once has its number already. */
async function keep(
  ctx: Pick<Context, 'state' | 'clock' | 'config'>,
  plan: CampaignPlan,
  about: {
    readonly id: string
    readonly today: Day
    readonly margin: number
    readonly question: PlanQuestion
    readonly scores: CampaignScores
    readonly plannedBy: string
  },
): Promise<Block[] | null> {
  const { id, today, margin, question, scores, plannedBy } = about
  const suggestion = adviseCampaign(plan, { id, audience: question.audience, asOf: today, days: DAYS })
  const facts = {
    question,
    margin,
    effect: scores.kind === 'uplift' ? scores.effect : null,
    members: plan.members,
  }
  const now = ctx.clock.now()
  const isKept = await ctx.state.transaction(async (trx) => {
    const isFree = await saveCampaign(
      trx,
      {
        id,
        audience: question.audience,
        plannedOn: today,
        days: DAYS,
        costCents: plan.costCents,
        plannedBy,
        terms: { ...question, margin },
      },
      plan.members,
    )
    if (!isFree) return false
    await saveSuggestions(
      trx,
      [toSave(campaign, { subject: id, about: { title: id }, facts, suggestion }, ctx.config.shop.zone)],
      now,
    )
    return true
  })
  if (!isKept) return null
  const kept = (await latestSuggestions(ctx.state, { kind: campaign.kind, subjects: [id] })).get(id)
  if (!kept) return []
  return decisionBlocks(kept, {
    asked: `/actions ${kept.id}`,
    asking: null,
    now,
    locale: shopLocale(ctx.config),
    confirmAbove: ctx.config.confirmAbove,
  })
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
