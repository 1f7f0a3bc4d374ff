import { sumOf } from '../../lib/sum.ts'
import { type Beside, besidePeers, learnSpread, orderBeside, type Spread } from './against-peers.ts'
import { type Health, type HealthWeights, healthOf } from './health.ts'
import { type PeerGroup, peersOf } from './peers.ts'
import { type ServiceFault, type ServiceLevels, serviceFaults } from './service-levels.ts'
import type { MerchantSums, Rate } from './sums.ts'
import { type Trend, trendsOf } from './trend.ts'

/** A merchant beside its peers. */
export interface JudgedMerchant {
  readonly sums: MerchantSums
  readonly group: PeerGroup
  /** of the shop's GMV */
  readonly share: number
  readonly beside: Readonly<Record<Rate, Beside | null>>
  readonly order: Beside | null
  readonly trend: Trend | null
  readonly health: Health | null
  readonly faults: readonly ServiceFault[]
}

/** Every merchant beside its peers; the largest first. */
export function judgeMerchants(
  merchants: readonly MerchantSums[],
  { weights, levels }: { readonly weights: HealthWeights; readonly levels: ServiceLevels },
): JudgedMerchant[] {
  const groups = peersOf(merchants)
  const trends = trendsOf(merchants)
  const total = sumOf(merchants, ({ sales }) => sales.gmvCents)
  const learned = new Map<PeerGroup, Spread>()
  return merchants
    .map((sums): JudgedMerchant => {
      const group = groups.get(sums.id) ?? { category: null, size: null, members: merchants }
      const spread = learned.get(group) ?? learnSpread(group)
      learned.set(group, spread)
      const beside = besidePeers(sums, spread)
      const trend = trends.get(sums.id) ?? null
      return {
        sums,
        group,
        share: total > 0 ? sums.sales.gmvCents / total : 0,
        beside,
        order: orderBeside(sums, spread),
        trend,
        health: healthOf(beside, trend, weights),
        faults: serviceFaults(sums.rates, spread.rates, levels),
      }
    })
    .toSorted((a, b) => b.sums.sales.gmvCents - a.sums.sales.gmvCents || (a.sums.id < b.sums.id ? -1 : 1))
}
