import type { Lake } from '../lake/contract/lake.ts'
import { readSuggestion } from '../ledger/read.ts'
import type { DayRange } from '../lib/days.ts'
import { type Metric, membersOf, type Scope, writeScope } from '../metrics/metric.ts'
import type { Line } from '../metrics/read/kpi-table.ts'
import { calendarOf, type Promos } from '../metrics/read/promo-days.ts'
import { findScope, notMeasuredBy } from '../metrics/read/scope.ts'
import { series } from '../metrics/read/series.ts'
import type { AsOf } from '../models/wholeness/whole-day.ts'
import { segmentOfAlert } from '../report/say-alerts.ts'
import type { StoredAlert } from '../state/alerts.ts'
import type { StoredSuggestion } from '../state/suggestions/suggestions.ts'
import type { Target } from '../state/targets.ts'

/** What a digest is of: the whole shop, or a segment and nothing beside it. */
export interface DigestSegment {
  readonly scope: Exclude<Scope, 'all'>
  /** as people call it: a merchant by its name */
  readonly called: string
  /** of it, every one: `platform/product` */
  readonly products: ReadonlySet<string>
}

/** Null when nothing of that name is in the data any more. */
export async function digestSegment(
  lake: Pick<Lake, 'query'>,
  written: string,
): Promise<DigestSegment | null> {
  const scope = await findScope(lake, written)
  if (scope === 'all' || 'kind' in scope) return null
  const products = await lake.query<{ product: string }>(
    `select distinct platform || '/' || product_id as product from mart_products where ${membersOf(scope)
      .map(({ dimension }) => COLUMNS[dimension](dimension))
      .join(' and ')}`,
    Object.fromEntries(membersOf(scope).map(({ dimension, member }) => [dimension, member])),
  )
  return {
    scope,
    called: await calledAs(lake, scope),
    products: new Set(products.map(({ product }) => product)),
  }
}

/** How the products of a segment are found; no product is of a channel or a region. */
const COLUMNS = {
  platform: (name: string) => `platform = $${name}`,
  category: (name: string) => `category = $${name}`,
  merchant: (name: string) => `merchant_id = $${name}`,
  channel: (name: string) => `$${name} is null`,
  region: (name: string) => `$${name} is null`,
} as const

async function calledAs(lake: Pick<Lake, 'query'>, scope: DigestSegment['scope']): Promise<string> {
  const names = await Promise.all(
    membersOf(scope).map(async ({ dimension, member }) => {
      if (dimension !== 'merchant') return member
      const [found] = await lake.query<{ name: string | null }>(
        'select max(name) as name from mart_merchants where merchant_id = $member',
        { member },
      )
      return found?.name ?? member
    }),
  )
  return names.join(' × ')
}

/**
 * Every KPI that is measured by the segment, over the range. Each is a line of all that the digest is of, so that what is
 * decided from them is decided as for a shop that has nothing else.
 */
export async function segmentLines(
  lake: Pick<Lake, 'query'>,
  metrics: readonly Metric[],
  { scope }: DigestSegment,
  range: DayRange,
): Promise<Line[]> {
  const measured = metrics.filter((metric) => notMeasuredBy(metric, scope) === null)
  return Promise.all(
    measured.map(async (metric) => ({
      metric,
      scope: 'all' as const,
      points: await series(lake, metric, scope, range),
    })),
  )
}

/** The named days of the segment as those of everything the digest is of. */
export function segmentPromos(promos: Promos, { scope }: DigestSegment): Promos {
  const all = calendarOf(promos, scope)
  return { all, within: () => all }
}

/** Which day it is of; how many rows of the whole shop are missing is not the segment's. */
export function segmentAsOf(known: AsOf): AsOf {
  return { ...known, missing: [], doubtful: null, recent: [] }
}

/** Of the segment or of a part of it: one of the whole shop, or of another segment that overlaps, is not. */
export function alertsWithin(alerts: readonly StoredAlert[], { scope }: DigestSegment): StoredAlert[] {
  return alerts.filter((alert) => {
    const of = segmentOfAlert(alert)
    return membersOf(scope).every(({ dimension, member }) => of[dimension] === member)
  })
}

/** About products of the segment and none beside; what is about no product is about the whole shop. */
export function suggestionsWithin<S extends StoredSuggestion>(
  suggestions: readonly S[],
  { products }: DigestSegment,
): S[] {
  return suggestions.filter((one) => {
    const about = readSuggestion(one)?.subjects.products ?? []
    return about.length > 0 && about.every((product) => products.has(product))
  })
}

export function targetsWithin(targets: readonly Target[], { scope }: DigestSegment): Target[] {
  return targets.filter((one) => one.scope === writeScope(scope))
}
