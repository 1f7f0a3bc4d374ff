import type { DemandClass } from './demand-class.ts'
import { levelsOf, type OrderCycle } from './order-levels.ts'

/** services a shelf is replayed at: from one that loses every other cycle to one that loses none in a million */
const ASKED = [
  0.5, 0.7, 0.8, 0.85, 0.9, 0.925, 0.95, 0.965, 0.98, 0.99, 0.995, 0.998, 0.999, 0.9995, 0.9998, 0.9999,
  0.99999, 0.999999,
] as const

/** so many cycles that kept just what was asked are taken to have been seen of the shop, and of a class as many as the shop's */
const PRIOR_CYCLES = 60

/** A past shelf, of which everything that was wanted is known. */
export interface PastShelf {
  readonly demand: readonly number[]
  /** when the shop's clock stood at the first of them */
  readonly from: number
  /** periods of demand to be seen before the shelf opens: what is known by then must be what is known today */
  readonly warmUp: number
  readonly review: number
  /** periods to the delivery of what is ordered at the end of a period */
  lead(t: number): number
  /** what would have been advised from the demand before a period; null where nothing sells */
  advised(t: number): { readonly cycle: OrderCycle; readonly kind: DemandClass } | null
}

/** An order cycle that ended with a delivery, at each of the services asked for. */
export interface PastCycle {
  readonly at: number
  readonly kind: DemandClass
  /** index of the service */
  readonly asked: number
  readonly isKept: boolean
}

interface Shelf {
  onHand: number
  onOrder: number
  hasLost: boolean
  readonly due: Map<number, number>
  readonly kinds: DemandClass[]
}

/** Walks one past shelf through its demand at all services at once: the costly part, what is advised, is the same for all. */
export function pastCycles({ demand, from, warmUp, review, lead, advised }: PastShelf): PastCycle[] {
  const cycles: PastCycle[] = []
  let opens = warmUp
  let now = advised(opens)
  while (!now && opens + review < demand.length) {
    opens += review
    now = advised(opens)
  }
  if (!now) return []
  const { cycle } = now
  const shelves = ASKED.map(
    (service): Shelf => ({
      onHand: levelsOf(cycle, service).upTo,
      onOrder: 0,
      hasLost: false,
      due: new Map(),
      kinds: [],
    }),
  )
  for (let t = opens; t < demand.length; t++) {
    const isReview = (t - opens + 1) % review === 0
    if (isReview) now = advised(t + 1)
    const takes = isReview && now ? lead(t) : 0
    for (const [asked, shelf] of shelves.entries()) {
      const arrived = shelf.due.get(t) ?? 0
      if (arrived > 0) {
        shelf.onHand += arrived
        shelf.onOrder -= arrived
        cycles.push({ at: from + t, kind: shelf.kinds.shift() ?? 'lumpy', asked, isKept: !shelf.hasLost })
        shelf.hasLost = false
      }
      const wanted = demand[t] ?? 0
      if (wanted > shelf.onHand) shelf.hasLost = true
      shelf.onHand = Math.max(0, shelf.onHand - wanted)
      if (isReview && now) order(shelf, { ...now, service: ASKED[asked] ?? 1, arrives: t + 1 + takes })
    }
  }
  return cycles
}

function order(
  shelf: Shelf,
  {
    cycle,
    kind,
    service,
    arrives,
  }: {
    readonly cycle: OrderCycle
    readonly kind: DemandClass
    readonly service: number
    readonly arrives: number
  },
): void {
  const { point, upTo } = levelsOf(cycle, service)
  const position = shelf.onHand + shelf.onOrder
  if (position > point || upTo <= position) return
  shelf.onOrder += upTo - position
  if (!shelf.due.has(arrives)) shelf.kinds.push(kind)
  shelf.due.set(arrives, (shelf.due.get(arrives) ?? 0) + upTo - position)
}

/** The service to ask the model for, so that a class keeps the one that is wanted. */
export type ServiceToAsk = (kind: DemandClass | null, service: number) => number

/**
 * What a shop's own past kept of the service that was asked for, by class of demand, and so what to ask for. A model of
 * demand promises 95 % of a demand that is like the one it supposes; real levels wander, sales come in bulk, and orders
 * fall due just when a level has risen, which no count of days alone tells. (Calibration by backtest: as Kuleshov,
 * Fenner and Ermon, 2018, recalibrate a regression, but of what a whole policy kept.) A class of few cycles leans on the
 * whole shop, a shop of few on the model; with none the service is asked for as it is wanted.
 */
export function keptService(cycles: Iterable<PastCycle>): ServiceToAsk {
  const tallies = new Map<DemandClass | 'all', { readonly all: number[]; readonly kept: number[] }>()
  for (const { kind, asked, isKept } of cycles)
    for (const of of [kind, 'all'] as const) {
      const tally = tallies.get(of) ?? { all: ASKED.map(() => 0), kept: ASKED.map(() => 0) }
      tallies.set(of, tally)
      tally.all[asked] = (tally.all[asked] ?? 0) + 1
      tally.kept[asked] = (tally.kept[asked] ?? 0) + Number(isKept)
    }
  if (tallies.size === 0) return (_, service) => service
  const curve = (of: DemandClass | 'all', prior: readonly number[]): readonly number[] => {
    const tally = tallies.get(of)
    let highest = 0
    return ASKED.map((_, k) => {
      const seen = (tally?.kept[k] ?? 0) + PRIOR_CYCLES * (prior[k] ?? 0)
      highest = Math.max(highest, seen / ((tally?.all[k] ?? 0) + PRIOR_CYCLES))
      return highest
    })
  }
  const shop = curve('all', ASKED)
  const curves = new Map<DemandClass | null, readonly number[]>()
  return (kind, service) => {
    const known = curves.get(kind) ?? (kind === null ? shop : curve(kind, shop))
    curves.set(kind, known)
    return askedFor(known, service)
  }
}

/** Between two services by their log odds. */
function askedFor(kept: readonly number[], service: number): number {
  const above = kept.findIndex((share) => share >= service)
  if (above <= 0) return above === 0 ? ASKED[0] : (ASKED.at(-1) ?? service)
  const [low, high] = [kept[above - 1] ?? 0, kept[above] ?? 1]
  const odds = (k: number) => Math.log((ASKED[k] ?? 0.5) / (1 - (ASKED[k] ?? 0.5)))
  const at = odds(above - 1) + ((service - low) / (high - low)) * (odds(above) - odds(above - 1))
  return 1 / (1 + Math.exp(-at))
}
