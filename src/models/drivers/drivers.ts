import { sum } from '../../lib/sum.ts'

/** What a KPI is made of in one period: `value = of / over`; `over` is 1 for a count or a sum. */
interface Parts {
  readonly of: number
  readonly over: number
}

/** One combination of dimension members, before and after. Cells of one list do not overlap. */
export interface Cell {
  readonly dims: Readonly<Record<string, string>>
  readonly before: Parts
  readonly after: Parts
}

export interface SalesParts {
  readonly sessions: number
  readonly orders: number
  readonly gmvCents: number
}

/** The change of GMV in cents, and what each factor contributes; the three sum to it. */
export interface SalesSplit {
  readonly total: number
  readonly sessions: number
  readonly conversion: number
  readonly aov: number
}

/**
 * Splits a change of GMV = sessions x conversion x average order value by the logarithmic mean Divisia index
 * (LMDI-I, Ang 2004): each factor gets L(after, before) ln(factor after / factor before). Exact, no remainder, the
 * same whichever factor is named first. When GMV comes from or falls to zero, the first factor that vanished takes
 * the whole change, which is the limit of the formula. Where there is GMV without a session or an order (a feed that
 * did not come), the factors that cannot be told get nothing and the average order takes the rest.
 * `splitSales({ sessions: 100, orders: 10, gmvCents: 1000 }, { sessions: 200, orders: 20, gmvCents: 2000 })` gives
 * all of its `1000` to sessions.
 */
export function splitSales(before: SalesParts, after: SalesParts): SalesSplit {
  const total = after.gmvCents - before.gmvCents
  const nothing = { total, sessions: 0, conversion: 0, aov: 0 }
  const empty = before.gmvCents <= 0 ? before : after.gmvCents <= 0 ? after : null
  if (empty) return { ...nothing, [vanished(empty)]: total }
  const weight = logMean(after.gmvCents, before.gmvCents)
  const sessions = weight * logRatio(after.sessions, before.sessions)
  const conversion = weight * logRatio(after.orders, before.orders) - sessions
  return { total, sessions, conversion, aov: total - sessions - conversion }
}

/** 0 where either is missing: then there is no change to tell. */
function logRatio(after: number, before: number): number {
  return after > 0 && before > 0 ? Math.log(after / before) : 0
}

function vanished({ sessions, orders }: SalesParts): 'sessions' | 'conversion' | 'aov' {
  if (sessions <= 0) return 'sessions'
  return orders <= 0 ? 'conversion' : 'aov'
}

function logMean(a: number, b: number): number {
  const ratio = Math.log(a / b)
  return Math.abs(ratio) < 1e-12 ? a : (a - b) / ratio
}

export interface RateSplit {
  readonly before: number
  readonly after: number
  /** rate after - rate before */
  readonly delta: number
  /** how much came from the members' own rates, and how much from their changed shares */
  readonly rate: number
  readonly mix: number
  /** largest effect first */
  readonly members: readonly MemberEffect[]
  /** the whole moved against every member that moved: compare members, not totals */
  readonly isSimpson: boolean
}

interface MemberEffect {
  readonly member: string
  readonly before: number | null
  readonly after: number | null
  readonly rate: number
  readonly mix: number
}

/**
 * Splits the change of a rate over the members of one dimension into rate and mix effects, with midpoint weights:
 * rate_i = mean share x change of its rate, mix_i = change of its share x (its mean rate - the mean total rate).
 * Sums exactly to the change; symmetric in time; a below-average member that merely grows shows as mix, not as a gain
 * (Marshall-Edgeworth weights; Kitagawa 1955). A member absent from one period has no rate effect. Null when either
 * period has no base (`over` = 0), because then there is no change to split.
 */
export function splitRate(cells: readonly Cell[], dimension: string): RateSplit | null {
  const members = byMember(cells, dimension)
  const before = sumParts([...members.values()].map((m) => m.before))
  const after = sumParts([...members.values()].map((m) => m.after))
  if (before.over <= 0 || after.over <= 0) return null
  const middle = (before.of / before.over + after.of / after.over) / 2
  const effects = [...members].map(([member, parts]) => {
    const was = rateOf(parts.before)
    const is = rateOf(parts.after)
    const shareBefore = parts.before.over / before.over
    const shareAfter = parts.after.over / after.over
    const from = was ?? is ?? middle
    const to = is ?? was ?? middle
    const rate = ((shareBefore + shareAfter) / 2) * (to - from)
    // what the member adds to the change, less its rate effect: so it sums exactly, also with events but no base
    const added = parts.after.of / after.over - parts.before.of / before.over
    const mix = added - middle * (shareAfter - shareBefore) - rate
    return { member, before: was, after: is, rate, mix }
  })
  const [was, is] = [before.of / before.over, after.of / after.over]
  const delta = is - was
  return {
    before: was,
    after: is,
    delta,
    rate: sum(effects.map((e) => e.rate)),
    mix: sum(effects.map((e) => e.mix)),
    members: effects.sort((a, b) => Math.abs(b.rate + b.mix) - Math.abs(a.rate + a.mix)),
    isSimpson: isReversed(delta, effects),
  }
}

/** of rates, which lie about 1 */
const ROUNDING = 1e-12

function isReversed(delta: number, effects: readonly MemberEffect[]): boolean {
  const moved = effects.filter((e) => Math.abs(e.rate) > ROUNDING)
  return Math.abs(delta) > ROUNDING && moved.length > 0 && moved.every((e) => e.rate * delta < 0)
}

export interface Contribution {
  readonly member: string
  readonly before: number
  readonly after: number
  /** after - before; over all members they sum to the change of the whole */
  readonly change: number
}

/** What each member of one dimension adds to the change of a sum (GMV, orders), largest change first. */
export function contributions(cells: readonly Cell[], dimension: string): Contribution[] {
  return [...byMember(cells, dimension)]
    .map(([member, { before, after }]) => ({
      member,
      before: before.of,
      after: after.of,
      change: after.of - before.of,
    }))
    .sort((a, b) => Math.abs(b.change) - Math.abs(a.change))
}

function byMember(cells: readonly Cell[], dimension: string): Map<string, { before: Parts; after: Parts }> {
  const members = new Map<string, { before: Parts; after: Parts }>()
  for (const cell of cells) {
    const member = cell.dims[dimension] ?? 'unknown'
    const known = members.get(member)
    members.set(
      member,
      known
        ? { before: sumParts([known.before, cell.before]), after: sumParts([known.after, cell.after]) }
        : { before: cell.before, after: cell.after },
    )
  }
  return members
}

function sumParts(parts: readonly Parts[]): Parts {
  return { of: sum(parts.map((p) => p.of)), over: sum(parts.map((p) => p.over)) }
}

function rateOf({ of, over }: Parts): number | null {
  return over > 0 ? of / over : null
}
