import type { LearnedPlace } from '../../facts/intraday/learn-places.ts'
import type { PlaceCounts } from '../../facts/intraday/place-counts.ts'
import type { ShopGrid } from '../../facts/intraday/shop-grid.ts'
import type { Segment } from '../../metrics/read/cells.ts'
import type { Counted } from '../../models/intraday/counted.ts'
import type { Side } from '../../models/intraday/surprise.ts'
import { type Episode, PAGE, watch, watchFrom } from '../../models/intraday/watch.ts'

/** A place that runs below what is expected now, or above it of what is taken back. */
export interface Fall {
  readonly segment: Segment
  readonly counted: Counted
  readonly episode: Episode
}

/** half of what is accepted is the whole shop's, the other half all other places' together */
const WHOLE_SHOP = 0.5
/** what is watched, on which side, and its share of the false alarms that are accepted */
const WATCHED: readonly { readonly counted: Counted; readonly side: Side; readonly share: number }[] = [
  { counted: 'orders', side: 'down', share: 0.4 },
  { counted: 'sessions', side: 'down', share: 0.4 },
  { counted: 'cancelled', side: 'up', share: 0.1 },
  { counted: 'refunds', side: 'up', share: 0.1 },
]
/** a shop whose orders are not told within the day has what its sessions bought */
const INSTEAD_OF_ORDERS = { counted: 'purchases', side: 'down', share: 0.4 } as const

/** What is beyond its limit at the end of what is known, with false alarms shared out among all that is watched. */
export function fallsNow(
  places: readonly PlaceCounts[],
  learned: readonly LearnedPlace[],
  {
    grid,
    today,
    until,
  }: ShopGrid & {
    readonly today: number
    /** of each place: intervals that are known of a count; null where it is not judged */
    readonly until: (segment: Segment, counted: Counted) => number | null
  },
): Fall[] {
  const byKey = new Map(learned.map((one) => [JSON.stringify(one.segment), one]))
  const others = Math.max(1, places.length - 1)
  return places.flatMap(({ segment, counts }) => {
    const models = byKey.get(JSON.stringify(segment))?.models ?? {}
    const isWhole = Object.keys(segment).length === 0
    const ofPlace = isWhole ? WHOLE_SHOP : (1 - WHOLE_SHOP) / others
    const watched = WATCHED.map((one) =>
      one.counted === 'orders' && until(segment, 'orders') === null ? INSTEAD_OF_ORDERS : one,
    )
    return watched.flatMap(({ counted, side, share }): Fall[] => {
      const [model, to] = [models[counted], until(segment, counted)]
      if (!model || to === null || to <= today) return []
      const settings = { ...PAGE, side, chanceADay: PAGE.chanceADay * ofPlace * share }
      const from = watchFrom(grid, today)
      const last = watch({ counts: counts[counted], grid, model }, { from, to, settings }).at(-1)
      return last && !last.isOver ? [{ segment, counted, episode: last }] : []
    })
  })
}
