import { type BetaPrior, chanceAbove } from '../../stats/distributions/beta-prior.ts'
import { triesOf } from './against-peers.ts'
import type { Parts } from './sums.ts'

const SERVICE_KPIS = ['late_delivery', 'cancel_rate', 'refund_rate', 'stock_out'] as const
export type ServiceKpi = (typeof SERVICE_KPIS)[number]

/** Shares from which on a merchant is warned, and has broken what was agreed. */
interface ServiceLevel {
  readonly warning: number
  readonly breach: number
}

export type ServiceLevels = Readonly<Record<ServiceKpi, ServiceLevel>>

export const SERVICE_LEVELS: ServiceLevels = {
  late_delivery: { warning: 0.1, breach: 0.15 },
  cancel_rate: { warning: 0.05, breach: 0.08 },
  refund_rate: { warning: 0.1, breach: 0.15 },
  stock_out: { warning: 0.15, breach: 0.25 },
}

export interface ServiceFault {
  readonly kpi: ServiceKpi
  readonly status: 'warning' | 'breach'
  readonly share: number
  /** the one it is beyond */
  readonly limit: number
  /** that its true share is beyond it, and not by bad luck in a few orders */
  readonly chance: number
}

/** Whether one of them is more than a warning. */
export function hasBreach(faults: readonly ServiceFault[]): boolean {
  return faults.some(({ status }) => status === 'breach')
}

/** surer than this, or a merchant of three orders with one late would have broken its level */
const SURE = 0.9
/** fewer orders are no record */
const MIN_TRIES = 10
/** of its own that its peers count for: what was agreed is kept or not, whatever others do */
const MOST_TRIES = 30

/**
 * What of its service levels a merchant does not keep: counted beyond the limit, and so likely truly beyond it, by its own
 * orders and its peers. Beyond the breach but not surely is a warning. The worst first.
 */
export function serviceFaults(
  rates: Readonly<Record<ServiceKpi, Parts>>,
  priors: Readonly<Record<ServiceKpi, BetaPrior | null>>,
  levels: ServiceLevels = SERVICE_LEVELS,
): ServiceFault[] {
  return SERVICE_KPIS.flatMap((kpi): ServiceFault[] => {
    const { of, over } = rates[kpi]
    const prior = priors[kpi]
    if (!prior || rates[kpi].tries < MIN_TRIES) return []
    const own = { mean: prior.mean, strength: Math.min(prior.strength, MOST_TRIES) }
    const share = of / over
    for (const status of ['breach', 'warning'] as const) {
      const limit = levels[kpi][status]
      const chance = share > limit ? chanceAbove(limit, triesOf(rates[kpi]), own) : 0
      if (chance >= SURE) return [{ kpi, status, share, limit, chance }]
    }
    return []
  }).toSorted((a, b) => Number(b.status === 'breach') - Number(a.status === 'breach') || b.chance - a.chance)
}
