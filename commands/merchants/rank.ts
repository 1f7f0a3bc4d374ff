import { addDays, type Day } from '../../src/lib/days.ts'
import { type DimensionMember, membersOf, type Scope } from '../../src/metrics/metric.ts'
import type { AtRisk } from '../../src/models/churn/churn.ts'
import type { JudgedMerchant } from '../../src/models/merchant/judge-merchants.ts'
import type { View } from './question.ts'

/** a merchant is new for its first quarter */
const NEW_DAYS = 90
const EVEN = 0.5

/** Those a view is of, what matters most to it first. */
export function rankedFor(
  view: View,
  all: readonly JudgedMerchant[],
  { asOf, risks }: { readonly asOf: Day; readonly risks: ReadonlyMap<string, AtRisk> | null },
): JudgedMerchant[] {
  const riskOf = ({ sums }: JudgedMerchant) => risks?.get(sums.id)?.probability ?? 0
  switch (view) {
    case 'top':
      return all.filter(({ sums }) => sums.sales.orders > 0)
    case 'falling':
      return all.filter(({ trend }) => trend?.isFalling).toSorted((a, b) => lost(b) - lost(a))
    // what would be lost of each day: the likeliest to leave have sold next to nothing
    case 'at-risk':
      return all
        .filter((one) => riskOf(one) >= EVEN)
        .toSorted((a, b) => riskOf(b) * b.sums.sales.gmvCents - riskOf(a) * a.sums.sales.gmvCents)
    case 'new':
      return all.filter((one) => isNew(one, asOf)).toSorted((a, b) => (begun(a) < begun(b) ? 1 : -1))
    case 'breaching':
      return all
        .filter(({ faults }) => faults.length > 0)
        .toSorted((a, b) => breaches(b) - breaches(a) || b.sums.sales.gmvCents - a.sums.sales.gmvCents)
  }
}

export function isNew(one: Pick<JudgedMerchant, 'sums'>, asOf: Day): boolean {
  return begun(one) > addDays(asOf, -NEW_DAYS)
}

function begun({ sums }: Pick<JudgedMerchant, 'sums'>): string {
  return sums.signedUpOn ?? sums.firstSaleOn ?? ''
}

/** The dimension that merchants are not split by, or null. */
export function notOfMerchants(scope: Scope): DimensionMember['dimension'] | null {
  return (
    membersOf(scope).find(({ dimension }) => !['category', 'platform', 'region'].includes(dimension))
      ?.dimension ?? null
  )
}

export function isIn({ sums }: JudgedMerchant, scope: Scope): boolean {
  return membersOf(scope).every(({ dimension, member }) =>
    dimension === 'platform'
      ? sums.platforms.includes(member)
      : dimension === 'category'
        ? sums.category === member
        : sums.region === member,
  )
}

function lost({ sums: { before, recent } }: JudgedMerchant): number {
  return before.gmvCents - recent.gmvCents
}

function breaches({ faults }: JudgedMerchant): number {
  return faults.filter(({ status }) => status === 'breach').length
}
