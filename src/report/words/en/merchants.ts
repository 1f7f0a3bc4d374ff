import type { Day } from '../../../lib/days.ts'
import { plural } from '../../../lib/text.ts'
import type { Format } from '../format.ts'

const DRIVERS: Readonly<Record<string, string>> = {
  days_since_sale: 'the days since its last sale',
  overdue: 'a longer pause than it usually makes',
  orders_28d: 'the orders of the last four weeks',
  orders_90d: 'the orders of the last 90 days',
  selling_days_90d: 'the few days on which it sold',
  days_since_first: 'how long it has been here',
  trend: 'its trend',
}

/** A merchant beside its peers, and all of them ranked. */
export const merchantWords = (f: Format) => ({
  title: (name: string, id: string) => (name === id ? name : `${name} · ${id}`),
  lead: (one: { platforms: readonly string[]; category: string | null; region: string | null }) =>
    [
      one.platforms.length > 0 ? `Sells on ${f.list(one.platforms)}` : 'Sells on no platform that is known',
      ...(one.category === null ? [] : [`mostly ${one.category}`]),
      ...(one.region === null ? [] : [`from ${one.region}`]),
    ].join(', '),
  since: (one: { signedUp: Day | null; first: Day | null; last: Day | null; products: number }) =>
    `${[
      ...(one.signedUp === null ? [] : [`signed up ${f.longDay(one.signedUp)}`]),
      one.first === null ? 'no sale so far' : `first sale ${f.longDay(one.first)}`,
      ...(one.last === null ? [] : [`last sale ${f.longDay(one.last)}`]),
      ...(one.products > 0 ? [plural(one.products, 'product')] : []),
    ].join('; ')}.`,
  owner: (name: string | null) => (name === null ? 'Owner: none named.' : `Owner: ${name}.`),
  sales: (one: { days: number; gmv: string; share: string; orders: number; aov: string | null }) =>
    `Last ${one.days} days: ${one.gmv} GMV, ${one.share} of the shop, from ${plural(one.orders, 'order')}${one.aov === null ? '' : ` of ${one.aov} on average`}.`,
  trend: (one: { days: number; change: string; peers: string; isFalling: boolean }) =>
    `Last ${one.days} days: GMV ${one.change} on the ${one.days} before; orders of all merchants ${one.peers}.${one.isFalling ? ' It falls by more than the others do, beyond chance.' : ''}`,
  noTrend: 'Too few orders for a trend.',
  health: (score: number, parts: readonly string[]) =>
    `Health ${score} of 100 (50 is like its peers): ${parts.join(', ')}.`,
  healthPart: (name: string, score: number, weight: string) => `${name} ${score} (counts ${weight})`,
  trendPart: 'Trend of orders',
  noHealth: 'Too little is known for a health score.',
  faults: 'Service levels',
  fault: (one: { kpi: string; share: string; limit: string; isBreach: boolean; chance: string }) =>
    `${one.isBreach ? 'Breach' : 'Warning'}: ${one.kpi} ${one.share}, limit ${one.limit} (${one.chance} sure that it is not chance).`,
  keeps: 'Keeps its service levels, as far as they are known.',
  beside: (count: number, category: string | null, size: 'small' | 'medium' | 'large' | null) =>
    `Beside ${plural(count, 'merchant')}${size === null ? '' : ` of its size (${size})`}${category === null ? '' : ` in ${category}`}`,
  columns: {
    kpi: 'KPI',
    counted: 'Counted',
    estimate: 'Estimate (90 %)',
    peers: 'Peers',
    status: 'Status',
  },
  range: (value: string, low: string, high: string) => `${value} (${low} to ${high})`,
  marks: { better: 'better', worse: 'worse', like: 'like its peers' },
  risk: (chance: string, drivers: readonly string[]) =>
    `Risk of leaving: ${chance} without a sale in the next 30 days${drivers.length === 0 ? '' : `, raised by ${f.list(drivers)}`}.`,
  /** by the column of the model */
  drivers: DRIVERS,
  alerts: 'Open alerts',
  suggestions: 'Open suggestions',
  more: (ask: string) => `All of them: ${ask}`,
  chart: 'GMV by week',
  method: (days: number) =>
    `Over ${days} days. The estimate draws what was counted towards the peers, the more the less there is of it.`,
  notFound: (typed: string) => `No merchant is called “${typed}”.`,
  several: (typed: string, names: readonly string[]) =>
    `Several merchants are called “${typed}”: ${names.join(', ')}. Name one by its id.`,
  digest: {
    title: (breaches: number, warned: number) =>
      `${plural(breaches, 'merchant breaks', 'merchants break')} a service level${warned > 0 ? `, ${f.number(warned)} more warned` : ''}`,
    item: (merchant: string, levels: string, owner: string | null) =>
      `${merchant}: ${levels} ${owner === null ? 'No owner.' : `Owner: ${owner}.`}`,
    more: (count: number) => `and ${f.number(count)} more: /merchants breaching`,
    told: (merchant: string, levels: string, command: string) =>
      `${merchant} does not keep its service levels. ${levels} ${command}`,
  },
  onboarding: {
    title: 'How merchants come in',
    steps: {
      applied: 'Applied',
      approved: 'Approved',
      signed_up: 'Signed up',
      listed: 'First listing',
      first_sale: 'First sale',
      tenth_sale: 'Tenth sale',
    },
    lead: (one: {
      began: number
      since: Day
      scope: string | null
      sold: number
      ten: number
      stuck: number
    }) =>
      `${one.scope === null ? '' : `${one.scope}: `}${plural(one.began, 'merchant')} began since ${f.longDay(one.since)}; ${f.number(one.sold)} sold, ${f.number(one.ten)} of them ten times. ${one.stuck === 0 ? 'Nobody waits longer than usual.' : `${plural(one.stuck, 'merchant waits', 'merchants wait')} longer than usual.`}`,
    none: (since: Day, before: number) =>
      `No merchant began since ${f.longDay(since)}, when the data begins${before > 0 ? `; ${plural(before, 'merchant')} began before, or nobody says when` : ''}.`,
    caption: 'From the first step to the tenth sale',
    columns: {
      step: 'Step',
      reached: 'Came here',
      share: 'Of all',
      days: 'Days from the step before',
      waiting: 'Are here now',
      month: 'Began in',
      began: 'Merchants',
    },
    days: (median: number, of: number) => `${f.number(median, 1)} (median of ${f.number(of)})`,
    cohorts: 'By the month in which they began, as far as they have come by now',
    stuck: (count: number) => `${plural(count, 'merchant is', 'merchants are')} stuck`,
    item: (one: { merchant: string; step: string; days: number; usual: number; because: string }) =>
      `${one.merchant}: at “${one.step}” for ${plural(one.days, 'day')} (four of five need ${f.number(one.usual)} at most): ${one.because}.`,
    why: {
      'not-approved': 'not approved yet',
      'not-signed-up': 'approved, but has not opened a shop',
      'nothing-listed': 'has listed nothing',
      'not-seen': 'nobody has looked at its products',
      'out-of-stock': (share: string) => `${share} of its products are out of stock`,
      'no-order': (sessions: number) => `${plural(sessions, 'session')} and no order`,
      'few-orders': (orders: number, sessions: number) =>
        `${plural(orders, 'order')}${sessions > 0 ? ` from ${plural(sessions, 'session')}` : ''} so far`,
    },
    untold: (steps: readonly string[]) => `Not known, for no platform tells it: ${steps.join(', ')}.`,
    before: (count: number, first: Day) =>
      `${plural(count, 'merchant')} that began before ${f.shortDay(first)}, when the data begins, or of unknown beginning, ${count === 1 ? 'is' : 'are'} left out.`,
    method:
      'Times are of those that have come that far: where many are still on their way, they are too short. Stuck: longer at a step than four of five that went on, or than 30 days where fewer than five have.',
    file: 'How merchants come in',
  },
  ranking: {
    title: 'Merchants',
    views: {
      top: () => 'sold something',
      falling: (count: number) => `${count > 1 ? 'fall' : 'falls'} by more than the others do`,
      new: (count: number) => `${count > 1 ? 'are' : 'is'} new`,
      'at-risk': () => 'may leave: no sale in the next 30 days is as likely as one, or more so',
      breaching: (count: number) => `${count > 1 ? 'do' : 'does'} not keep a service level`,
    },
    lead: (one: { view: string; shown: number; found: number; all: number; scope: string | null }) =>
      `${one.scope === null ? '' : `${one.scope}: `}${one.found === 0 ? 'No merchant' : plural(one.found, 'merchant')} ${one.view}${one.shown < one.found ? `, the first ${one.shown} are shown` : ''}; ${f.number(one.all)} ${one.all === 1 ? 'is' : 'are'} known.`,
    caption: (days: number, asOf: Day) => `Last ${days} days, data as of ${f.longDay(asOf)}`,
    columns: {
      merchant: 'Merchant',
      gmv: 'GMV',
      share: 'Share',
      change: 'Change',
      orders: 'Orders',
      health: 'Health',
      note: 'Stands out',
    },
    since: (day: Day) => `first sale ${f.shortDay(day)}`,
    noSale: 'no sale yet',
    falling: 'falling',
    risk: (chance: string) => `${chance} risk of leaving`,
    noRisk: 'Who is at risk of leaving cannot be told: too few merchants have left so far to learn from.',
    fault: (kpi: string, share: string, isBreach: boolean) =>
      `${kpi} ${share} (${isBreach ? 'breach' : 'warning'})`,
    others: (asks: readonly string[]) => `Also: ${asks.join(', ')}; one of them: /merchant <name>.`,
    file: 'All merchants',
    none: 'There are no merchants in the data: orders and products do not say whose they are.',
  },
})
