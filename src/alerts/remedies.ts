import type { Incident, KpiIncident } from './incident.ts'

/** What can be done about an incident: kinds of suggestions that fit, and what to ask with its place filled in. */
export interface Remedies {
  readonly kinds: readonly string[]
  /** command lines */
  readonly lines: readonly string[]
  /** a campaign wants sums that nothing here tells: asked for in a window */
  readonly asksCampaign: boolean
  /** a promotion that runs there may be what breaks it, or what it is wasted on */
  readonly mayPause: boolean
}

interface Fits {
  readonly kinds: readonly string[]
  readonly asks?: readonly ('/price' | '/restock' | '/campaign')[]
  readonly mayPause?: boolean
  readonly lines?: readonly string[]
}

const SALES: Fits = {
  kinds: ['price', 'restock', 'bundle', 'campaign'],
  asks: ['/price', '/restock', '/campaign'],
}
const STOCK: Fits = { kinds: ['restock'], asks: ['/restock'], mayPause: true }

/** By the KPI that moved for the worse. */
const BY_KPI: Readonly<Record<string, Fits>> = {
  conversion: { kinds: ['price', 'restock', 'bundle'], asks: ['/price', '/restock'] },
  sessions: { kinds: ['campaign'], asks: ['/campaign'] },
  ...{ orders: SALES, gmv: SALES, units: SALES },
  aov: { kinds: ['bundle', 'price'], asks: ['/price'], mayPause: true },
  active_merchants: { kinds: [], lines: ['/merchants falling'] },
  merchants_onboarded: { kinds: [], lines: ['/merchants new'] },
  first_sale_rate: { kinds: [], lines: ['/merchants new'] },
  // what is sold and not there is cancelled, and sent late
  ...{ cancel_rate: STOCK, late_delivery: STOCK, stock_out: STOCK },
  refund_rate: { kinds: [], mayPause: true },
  repurchase: { kinds: ['campaign'], asks: ['/campaign'] },
}

/** By the step at which customers get stuck today, which says more than the KPI. */
const BY_STEP: Readonly<Partial<Record<NonNullable<KpiIncident['within']>['step'], Fits>>> = {
  sessions: { kinds: ['campaign'], asks: ['/campaign'] },
  carts: { kinds: ['price', 'bundle', 'restock'], asks: ['/price', '/restock'] },
  // they want to buy and cannot: no price mends a checkout, and a promotion only brings more of them
  orders: { kinds: [], mayPause: true },
  purchases: { kinds: [], mayPause: true },
  cancelled: STOCK,
  refunds: { kinds: [], mayPause: true },
}

const NOTHING: Fits = { kinds: [] }
/** more was sold than expected: what is left does not last */
const SOLD_MORE: Fits = { kinds: ['restock'], asks: ['/restock'] }

export function remediesOf(incident: Incident): Remedies {
  if (incident.kind === 'data')
    return { kinds: [], lines: ['/sources'], asksCampaign: false, mayPause: false }
  const { kinds, asks = [], lines = [], mayPause = false } = fitsOf(incident)
  return {
    kinds,
    lines: [...lines, ...asks.flatMap((ask) => lineOf(ask, incident.segment))],
    asksCampaign: asks.includes('/campaign'),
    mayPause,
  }
}

function fitsOf({ kpi, isBad, within, family }: KpiIncident): Fits {
  if (!isBad) return family === 'sales' && kpi !== 'aov' ? SOLD_MORE : NOTHING
  return (within && BY_STEP[within.step]) ?? BY_KPI[kpi] ?? NOTHING
}

/** The narrowest part of the segment that the command reads; prices of a whole shop are those that are open. */
function lineOf(
  ask: '/price' | '/restock' | '/campaign',
  { merchant, category }: KpiIncident['segment'],
): string[] {
  if (ask === '/campaign') return []
  const subject = merchant ?? category
  if (subject !== undefined) return [`${ask} ${subject}`]
  return [ask === '/price' ? '/actions open price' : ask]
}

/** Whether a promotion runs where the incident is; without a category it is of the whole platform. */
export function runsThere(
  promotion: { readonly platform: string; readonly category: string | null },
  { segment }: KpiIncident,
): boolean {
  const { platform = promotion.platform, category = promotion.category } = segment
  return platform === promotion.platform && (promotion.category ?? category) === category
}
