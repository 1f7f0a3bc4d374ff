import { setImmediate as breathe } from 'node:timers/promises'
import type { Segment } from '../../metrics/read/cells.ts'
import { COUNTED, type Counted } from '../../models/intraday/counted.ts'
import { type IntradayModel, learn } from '../../models/intraday/learn.ts'
import type { PlaceCounts } from './read-places.ts'
import type { ShopGrid } from './shop-grid.ts'

/** What was learned of one place before today. */
export interface LearnedPlace {
  readonly segment: Segment
  readonly models: Readonly<Partial<Record<Counted, IntradayModel>>>
  /** GMV of an order */
  readonly orderCents: number | null
}

/** Everything the past tells of today, place by place; the process goes on with other things between two of them. */
export async function learnPlaces(
  places: readonly PlaceCounts[],
  { grid }: ShopGrid,
  today: number,
): Promise<LearnedPlace[]> {
  const learned: LearnedPlace[] = []
  for (const { segment, counts, gmvCents } of places) {
    const models: Partial<Record<Counted, IntradayModel>> = {}
    for (const name of COUNTED) {
      const model = learn(counts[name], grid, today)
      if (!('kind' in model)) models[name] = model
      await breathe()
    }
    const [orders, gmv] = [sumTo(counts.orders, today), sumTo(gmvCents, today)]
    learned.push({ segment, models, orderCents: orders > 0 && gmv > 0 ? gmv / orders : null })
  }
  return learned
}

function sumTo(values: Float64Array, to: number): number {
  let sum = 0
  for (let at = 0; at < to; at++) sum += values[at] ?? 0
  return sum
}
