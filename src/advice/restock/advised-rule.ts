import { type DailyDemand, dailyDemand } from './demand.ts'
import { keptService, pastCycles, type ServiceToAsk } from './kept-service.ts'
import { levelsOf, type OrderCycle, orderCycle } from './order-levels.ts'
import { leadPeriods, type Past, type Rule } from './replay.ts'
import { type ShopScatter, shopScatter } from './shop-scatter.ts'
import type { RuleSetting } from './textbook-rules.ts'

/** What `/restock` would have ordered: its demand, its reorder point and its lot, from what the shelf had shown by then. */
export function advisedRule(setting: RuleSetting, shopAt: (periods: number) => ShopPast): Rule {
  return {
    name: 'floorwalker',
    levels(past) {
      const { ask, scatter } = shopAt(past.sales.length)
      const advised = cycleOf(past, setting, scatter)
      if (!advised) return { point: 0, upTo: 0 }
      return levelsOf(advised.cycle, ask(advised.demand.kind, setting.service))
    },
  }
}

function cycleOf(
  { sales, inStock }: Past,
  { service, review, lead, costs, window, mostCover }: RuleSetting,
  scatter: ShopScatter | null,
): { readonly cycle: OrderCycle; readonly demand: DailyDemand } | null {
  const from = Math.max(0, sales.length - window)
  const units: number[] = []
  const isShort: boolean[] = []
  for (let t = from; t < sales.length; t++) {
    const [sold, isLeft] = [sales[t] ?? 0, inStock[t] ?? true]
    if (sold === 0 && !isLeft) continue
    units.push(sold)
    isShort.push(!isLeft)
  }
  const demand = dailyDemand({ units, isShort }, scatter)
  if (!demand) return null
  const cycle = orderCycle({
    service,
    reviewDays: review,
    lead,
    perDay: demand,
    costs,
    mostCoverDays: mostCover,
  })
  return cycle && { cycle, demand }
}

/** An item of a file of demand; `from` is the period of the file it begins with. */
interface Item {
  readonly demand: readonly number[]
  readonly from: number
}

/** share of the window that must be known before a past shelf opens, so that what is known then is like what is known now */
const KNOWN = 0.75
/** items that tell what is kept: more change little */
const ENOUGH_ITEMS = 800

/** What all items of a shop show together. */
export interface ShopPast {
  readonly scatter: ShopScatter | null
  readonly ask: ServiceToAsk
}

/**
 * What a shop shows, learnt anew while time goes on: before a block of periods, the scatter of demand, and what past
 * shelves kept in order cycles that had ended. It is told from demand as it was, also where a shelf was short of it. The
 * first argument is the period of the file.
 */
export function shopOver(
  items: readonly Item[],
  setting: RuleSetting,
  { blockPeriods, lead }: { readonly blockPeriods: number; readonly lead: { mean: number; sd: number } },
): (period: number) => ShopPast {
  const { window, review } = setting
  const every = Math.ceil(items.length / ENOUGH_ITEMS)
  const some = items.filter((_, i) => i % every === 0)
  const beginOf = (period: number) => Math.floor(period / blockPeriods) * blockPeriods
  const before = ({ demand, from }: Item, period: number) =>
    demand.slice(Math.max(0, period - from - window), Math.max(0, period - from))
  const scatterAt = remembered((until) =>
    shopScatter(some.flatMap((item) => dailyDemand({ units: before(item, until) }) ?? [])),
  )
  const cycles = some.flatMap((item, i) =>
    pastCycles({
      demand: item.demand,
      from: item.from,
      warmUp: Math.round(KNOWN * window),
      review,
      lead: (t) => leadPeriods({ lead, seed: i + 1 }, t),
      advised(t) {
        const sales = before(item, item.from + t)
        const found = cycleOf({ sales, inStock: [] }, setting, scatterAt(beginOf(item.from + t)))
        return found && { cycle: found.cycle, kind: found.demand.kind ?? 'lumpy' }
      },
    }),
  )
  const askAt = remembered((until) => keptService(cycles.filter(({ at }) => at < until)))
  return (period) => ({ scatter: scatterAt(beginOf(period)), ask: askAt(beginOf(period)) })
}

function remembered<T>(of: (until: number) => T): (until: number) => T {
  const known = new Map<number, T>()
  return (until) => {
    if (!known.has(until)) known.set(until, of(until))
    return known.get(until) as T
  }
}
