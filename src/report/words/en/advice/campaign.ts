import type { Day } from '../../../../lib/days.ts'
import { plural } from '../../../../lib/text.ts'
import type { Format } from '../../format.ts'

/** Whom to contact for a budget, and afterwards what the contacts changed. */
export const campaignWords = (f: Format) => ({
  noCosts:
    'No product has a known cost, so profit cannot be calculated. Add costs to a source, or give the margin: /campaign plan budget=500 cost=0.30 margin=30%',
  tooFewOrders: (have: number, days: number, need: number) =>
    `Too few repeat orders to choose customers by: ${plural(have, 'known customer')} ordered again in the last ${days} days, ${f.number(need)} are needed. Ask again when more orders are in; /sources shows how fresh they are.`,
  leftOut: {
    'without consent': 'without consent',
    'contacted enough': 'contacted enough',
    'better left alone': 'better left alone',
    'not worth a contact': 'not worth a contact',
    'over the budget': 'over the budget',
  },
  leftOutOf: (parts: readonly { count: number; why: string }[]) =>
    parts.map(({ count, why }) => `${f.number(count)} ${why}`).join(', '),
  noneLeft: 'none is left',
  nobody: (audience: string, customers: number, leftOut: string) =>
    `Nobody is worth a contact on these terms: of ${plural(customers, 'customer')} (${audience}) ${leftOut}.`,
  nobodyHeldOut: (contacts: number) =>
    `Of ${plural(contacts, 'contact')} nobody would be held out, so nothing could tell afterwards what they brought. Raise the budget, or hold out more: holdout=50%.`,
  notApproved: (id: string, status: string) =>
    `${id} is ${status}: nobody is contacted by a plan that is not approved, and there is nothing to report.`,
  attached: (id: string) => `Whom ${id} contacts and whom it leaves alone is attached.`,
  title: (id: string) => `Campaign ${id}`,
  range: (expected: string, low: string, high: string) => `${expected} (${low} to ${high})`,
  plan: (one: {
    id: string
    contacts: number
    cost: string
    holdout: number
    orders: string
    isIncremental: boolean
  }) =>
    `${one.id}: ${plural(one.contacts, 'contact')} for ${one.cost}, ${plural(one.holdout, 'customer')} held out by chance; expected ${one.orders} ${one.isIncremental ? 'incremental orders' : 'orders, not incremental'}.`,
  byUplift: 'Chosen by uplift learned from earlier campaigns with a random holdout (T-learner).',
  byPropensity: (because: string) =>
    `Chosen by who is likely to order anyway, times margin (${because}). These orders are not incremental: most would come without a contact. The holdout of this campaign will let the next plan measure uplift.`,
  because: {
    'no holdout yet': 'no holdout yet',
    'too few orders among those held out': 'too few orders among those held out',
  },
  fields: {
    audience: 'Audience',
    incremental: 'Incremental orders',
    notIncremental: 'Orders, not incremental',
    profit: 'Profit, 80 % interval',
    margin: 'Margin less contacts, not incremental',
    holdout: 'Held out',
    detectable: 'Minimum detectable effect',
    leftOut: 'Left out',
  },
  audience: (name: string, customers: number) => `${name}, ${plural(customers, 'customer')}`,
  holdout: (customers: number, share: string) => `${f.number(customers)} (${share})`,
  /** `0.9 pp of conversion`: the least difference a report will be able to show */
  detectable: (difference: string) => `${difference} of customers who order`,
  nobodyLeftOut: 'nobody',
  planSource: (one: {
    today: Day
    days: number
    margin: string
    contacts: number
    capDays: number
    id: string
  }) =>
    `Customers to ${f.longDay(one.today)}; what they order in ${plural(one.days, 'day')} counts; margin ${one.margin}. At most ${plural(one.contacts, 'contact')} in ${plural(one.capDays, 'day')}. No source delivers consent: match the list with it before sending. Nobody has been contacted, and the plan uses up no contact before it is approved. Then: /campaign report ${one.id} has the list, and later what it brought.`,
  form: {
    title: 'Plan a campaign',
    submit: 'Plan',
    whom: 'Customers',
    all: 'all customers',
    budget: (currency: string) => `Budget in ${currency}`,
    cost: (currency: string) => `Cost of a contact in ${currency}`,
    costHint: 'Nobody is contacted: the plan waits for an approval.',
    otherwise: (line: string) => `No window can be opened here: type for example ${line}.`,
  },
  file: 'Whom to contact (hashed ids), and whom to leave alone',
  unknown: (typed: string) => `There is no campaign “${typed}”.`,
  list: (planned: number, past: number) =>
    `${plural(planned, 'campaign')} planned here with a holdout; ${f.number(past)} known from the platforms, without one.`,
  plannedItem: (id: string, audience: string) => `${id} (${audience})`,
  pastItem: (name: string) => `${name}, no holdout`,
  withoutHoldout: (name: string) =>
    `The effect of ${name} cannot be measured: nobody was held out, so those who would have bought anyway cannot be subtracted. At least 30 customers held out by chance are needed, better 10 %.`,
  howToHoldOut:
    '/campaign plan holds out 10 % by itself. Counting all orders of the days would credit the campaign with the usual ones.',
  justBegun: (id: string, plannedOn: Day) =>
    `${id} has just begun: no whole day has passed since ${f.longDay(plannedOn)}.`,
  noMargin: (id: string) =>
    `The effect of ${id} cannot be measured: the cost of no product is known. Deliver costs, or plan with margin=30%.`,
  noHoldout: (id: string, need: number) =>
    `The effect of ${id} cannot be measured: nobody was held out; at least ${f.number(need)} are needed.`,
  tooFew: (id: string, have: number, need: number) =>
    `The effect of ${id} cannot be measured yet: the smaller arm has ${plural(have, 'customer')}, ${f.number(need)} are needed.`,
  ledger: (status: string) => `In the ledger it is ${status}.`,
  verdicts: {
    pays: 'It pays.',
    costs: 'It costs more than it earns.',
    inconclusive: 'Inconclusive: whether it pays cannot be distinguished from chance.',
  },
  runsUntil: (day: Day) => `It runs until ${f.longDay(day)}: wait with the verdict.`,
  report: (one: { id: string; isOver: boolean; orders: string; profit: string; verdict: string }) =>
    `${one.id}${one.isOver ? '' : ' so far'}: ${one.orders} incremental orders, profit ${one.profit}. ${one.verdict}`,
  reportFields: {
    contacted: 'Contacted who bought',
    heldOut: 'Held out who bought',
    difference: 'Difference',
    cost: 'Contacts cost',
  },
  rate: (share: string, customers: number) => `${share} of ${f.number(customers)}`,
  reportSource: (from: Day, to: Day) =>
    `Orders from ${f.days(from, to)}, refunds subtracted; contacted against held out by chance, 95 % intervals (Newcombe, Welch).`,
})
