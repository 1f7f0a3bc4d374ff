import { sum, sumOf } from '../../lib/sum.ts'
import { normalQuantile } from '../../stats/distributions/normal.ts'
import { croston, syntetosBoylan, teunterSyntetosBabai } from '../../stats/series/intermittent.ts'
import { eoq } from './inventory.ts'
import type { OrderCosts } from './order-levels.ts'
import { peerRules } from './peer-rules.ts'
import type { Past, Rule } from './replay.ts'

/** What the rules of the textbooks go by: sales as they were recorded, short days and all. */
export interface RuleSetting {
  readonly service: number
  readonly review: number
  readonly lead: { readonly mean: number; readonly variance: number }
  /** of an order, and of holding a unit for a period */
  readonly costs: OrderCosts
  /** no order is for more periods than this */
  readonly mostCover: number
  /** periods a rule looks back */
  readonly window: number
  readonly periodsAMonth: number
}

/** R's default */
const CROSTON_ALPHA = 0.1
const TSB = { size: 0.1, chance: 0.1 }

/** The rules a planner would otherwise use: Silver, Pyke and Thomas, Inventory and Production Management, chapters 6 and 7. */
export function textbookRules(setting: RuleSetting): Rule[] {
  const { service, review, lead, costs, mostCover, window, periodsAMonth } = setting
  const lot = (mean: number) =>
    Math.ceil(
      Math.min(eoq({ orderCost: costs.order, holding: costs.holding, demand: mean }), mostCover * mean),
    )
  const z = normalQuantile(service)
  const byPoint = (
    name: string,
    pointOf: (mean: number, variance: number) => number,
    forecast: (sales: readonly number[]) => number | null = () => null,
  ): Rule => ({
    name,
    levels(past) {
      const { mean, variance } = recorded(past, window)
      const expected = forecast(past.sales.slice(-window)) ?? mean
      const point = Math.ceil(pointOf(expected, variance) - 1e-9)
      return { point, upTo: point + Math.max(1, lot(expected)) }
    },
  })
  const normal = (mean: number, variance: number) =>
    mean * (lead.mean + review) + z * Math.sqrt(variance * (lead.mean + review) + mean ** 2 * lead.variance)
  return [
    byPoint('twoPeriodsOfCover', (mean) => 2 * review * mean),
    byPoint(
      'safetyStockByLeadTime',
      (mean, variance) => mean * lead.mean + z * Math.sqrt(variance * lead.mean),
    ),
    byPoint('normalReviewAndLeadTime', normal),
    byPoint('croston', normal, (sales) => croston(sales, CROSTON_ALPHA)),
    byPoint('syntetosBoylan', normal, (sales) => syntetosBoylan(sales, CROSTON_ALPHA)),
    byPoint('teunterSyntetosBabai', normal, (sales) => teunterSyntetosBabai(sales, TSB)),
    ...peerRules(setting, lot),
    {
      name: 'minMaxByMonth',
      levels(past) {
        const month = recorded(past, window).mean * periodsAMonth
        return { point: Math.ceil(month), upTo: Math.max(1, Math.ceil(2 * month)) }
      },
    },
  ]
}

function recorded({ sales }: Past, window: number): { mean: number; variance: number } {
  const seen = sales.slice(-window)
  const mean = sum(seen) / Math.max(1, seen.length)
  const squares = sumOf(seen, (units) => (units - mean) ** 2)
  return { mean, variance: seen.length > 1 ? squares / (seen.length - 1) : mean }
}
