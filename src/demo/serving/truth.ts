import { addDays } from '../../lib/days.ts'
import { CATEGORIES, PLATFORMS } from '../market/catalogue.ts'
import { TRUE_MODEL } from '../market/demand.ts'
import { LATE_SHARE } from '../market/orders.ts'
import type { World } from '../market/world.ts'
import type { Feeds } from './feed.ts'

/** What nobody in the field knows: written beside the shop for tests and benches, served to no one. */
export function groundTruth(world: World, { injected, tables }: Feeds) {
  const { time, incident, catalogue } = world
  return {
    today: time.today,
    days: time.days,
    served: Object.fromEntries([...tables].map(([table, { total }]) => [table, total])),
    real: {
      sessions: world.sessions.count,
      orders: world.orders.length,
      order_lines: world.lines.length,
      refunds: world.refunds.length,
    },
    injected,
    model: TRUE_MODEL,
    lateShare: LATE_SHARE,
    products: Object.fromEntries(
      catalogue.products.map((product, p) => [
        product.sku,
        {
          elasticity: world.elasticities[p] ?? null,
          leadDays: product.leadDays,
          leadSd: product.leadSd,
          usualPriceCents: product.listCents,
          trafficShare: product.weight,
        },
      ]),
    ),
    experiment: {
      platform: PLATFORMS[time.experiment.platform],
      startedOn: addDays(time.first, time.experiment.from),
      upliftLogOdds: time.experiment.upliftLogit,
    },
    campaigns: time.campaigns.map((c) => ({
      id: c.id,
      from: addDays(time.first, c.from),
      to: addDays(time.first, c.to),
      trafficLift: c.trafficLift,
      urgeLogOdds: c.urge,
    })),
    incidents: [
      {
        kind: 'payment failure',
        day: incident.day,
        from: new Date(incident.from * 1000).toISOString(),
        platform: incident.platform === null ? null : PLATFORMS[incident.platform],
        category: incident.category === null ? null : CATEGORIES[incident.category],
        getsThrough: incident.getsThrough,
      },
    ],
  }
}
