import type { Random } from '../../lib/random.ts'
import { sumOf } from '../../lib/sum.ts'
import { normalQuantile } from '../../stats/distributions/normal.ts'
import { detectableDifference } from '../../stats/tests/detectable.ts'
import type { Difference } from '../../stats/tests/difference.ts'
import type { Estimate } from '../suggestions/suggestion.ts'

/** Someone who could be contacted. */
export interface Prospect {
  readonly id: string
  /** more orders through the contact; or, where nothing was ever held out, the chance of an order anyway */
  readonly response: number
  /** what an order of theirs brings after its cost */
  readonly marginCents: number
  /** contacts within the days of the frequency cap */
  readonly contacts: number
  /** null: no feed tells */
  readonly consents: boolean | null
}

export interface CampaignTerms {
  readonly budgetCents: number
  readonly contactCents: number
  /** `profit` ranks by what a contact earns, `orders` by how many it brings */
  readonly goal: 'profit' | 'orders'
  /** from 0.05 to 0.5, drawn by chance from those who would be contacted */
  readonly holdoutShare: number
  /** nobody is contacted more often than this within the days of the cap */
  readonly mostContacts: number
  /** the effect of earlier contacts, by which `response` was learned; null: never measured, nothing here is incremental */
  readonly effect: Difference | null
  /** orders a customer makes in the campaign's days when left alone */
  readonly baseRate: number
}

export interface CampaignPlan {
  readonly kind: 'plan'
  readonly members: readonly { readonly id: string; readonly arm: 'contact' | 'holdout' }[]
  readonly contacts: number
  readonly holdout: number
  readonly costCents: number
  readonly isIncremental: boolean
  /** of those contacted, with 80 % interval; incremental only where the effect was measured */
  readonly orders: { readonly expected: number; readonly low: number; readonly high: number }
  readonly profit: Estimate
  /** the least difference in the share who order that the report will be able to tell */
  readonly detectable: number
  readonly leftOut: Readonly<Record<LeftOut, number>>
}

type LeftOut =
  | 'without consent'
  | 'contacted enough'
  | 'better left alone'
  | 'not worth a contact'
  | 'over the budget'

/** Nobody is worth contacting on these terms, and who was left out why. */
export interface NoPlan {
  readonly kind: 'nobody'
  readonly leftOut: Readonly<Record<LeftOut, number>>
}

/** By chance nobody would be held out: no later report could say what the contacts brought. */
export interface NoHoldout {
  readonly kind: 'no-holdout'
  readonly contacts: number
}

/**
 * Whom to contact: those who consent and were not contacted too often, whose profit response x margin - contact is
 * above 0 (sleeping dogs, whom the contact drives away, are out), best first until the budget is spent. A share of the
 * chosen is held out by chance and not contacted: without them no later report could say what the contact brought.
 */
export function planCampaign(
  prospects: readonly Prospect[],
  terms: CampaignTerms,
  random: Random,
): CampaignPlan | NoPlan | NoHoldout {
  const leftOut: Record<LeftOut, number> = {
    'without consent': 0,
    'contacted enough': 0,
    'better left alone': 0,
    'not worth a contact': 0,
    'over the budget': 0,
  }
  const profitOf = ({ response, marginCents }: Prospect) => response * marginCents - terms.contactCents
  const open = prospects.filter((prospect) => {
    const because = refusal(prospect, terms, profitOf(prospect))
    if (because) leftOut[because]++
    return because === null
  })
  const worth = terms.goal === 'profit' ? profitOf : ({ response }: Prospect) => response
  const ranked = open
    .map((prospect) => ({ prospect, worth: worth(prospect) }))
    .sort((a, b) => b.worth - a.worth)
  const members: { prospect: Prospect; arm: 'contact' | 'holdout' }[] = []
  const affordable = Math.floor(terms.budgetCents / terms.contactCents)
  let contacts = 0
  for (const { prospect } of ranked) {
    if (contacts >= affordable) leftOut['over the budget']++
    else {
      const arm = random.next() < terms.holdoutShare ? 'holdout' : 'contact'
      if (arm === 'contact') contacts++
      members.push({ prospect, arm })
    }
  }
  if (contacts === 0) return { kind: 'nobody', leftOut }
  if (contacts === members.length) return { kind: 'no-holdout', contacts }
  const chosen = members.filter(({ arm }) => arm === 'contact').map(({ prospect }) => prospect)
  return { kind: 'plan', ...expectations(chosen, terms), ...sizes(members, terms), leftOut }
}

function refusal(
  { consents, contacts, response }: Prospect,
  terms: CampaignTerms,
  profit: number,
): LeftOut | null {
  if (consents === false) return 'without consent'
  if (contacts >= terms.mostContacts) return 'contacted enough'
  if (response <= 0) return 'better left alone'
  return profit <= 0 && terms.goal === 'profit' ? 'not worth a contact' : null
}

function sizes(
  members: readonly { readonly prospect: Prospect; readonly arm: 'contact' | 'holdout' }[],
  { contactCents, baseRate }: CampaignTerms,
) {
  const contacts = members.filter(({ arm }) => arm === 'contact').length
  const holdout = members.length - contacts
  return {
    members: members.map(({ prospect, arm }) => ({ id: prospect.id, arm })),
    contacts,
    holdout,
    costCents: contacts * contactCents,
    detectable: detectableDifference(baseRate, contacts, holdout),
  }
}

/**
 * The interval holds two things: that the measured effect is not exact (its own interval, carried over in proportion),
 * and that orders come by chance (the variance of a sum of Bernoulli draws).
 */
function expectations(chosen: readonly Prospect[], { contactCents, effect, baseRate }: CampaignTerms) {
  const expected = sumOf(chosen, ({ response }) => response)
  const gross = sumOf(chosen, ({ response, marginCents }) => response * marginCents)
  const chance = chosen.reduce((sum, { response }) => {
    const p = Math.min(1, effect ? baseRate + response : response)
    return sum + p * (1 - p) + (effect ? baseRate * (1 - baseRate) : 0)
  }, 0)
  const share =
    effect && effect.estimate > 0
      ? (effect.high - effect.low) / 2 / normalQuantile(0.975) / effect.estimate
      : 0
  const half = normalQuantile(0.9) * Math.hypot(expected * share, Math.sqrt(chance))
  const cost = chosen.length * contactCents
  const perOrder = expected > 0 ? gross / expected : 0
  const cents = (orders: number) => Math.round(orders * perOrder - cost)
  return {
    isIncremental: effect !== null,
    orders: { expected, low: expected - half, high: expected + half },
    profit: { cents: cents(expected), low: cents(expected - half), high: cents(expected + half) },
  }
}
