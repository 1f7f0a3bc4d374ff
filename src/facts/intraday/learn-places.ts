import { setImmediate as breathe } from 'node:timers/promises'
import type { Segment } from '../../metrics/read/cells.ts'
import { COUNTED, type Counted, type TakenBack } from '../../models/intraday/counted.ts'
import { type IntradayModel, learn } from '../../models/intraday/learn.ts'
import type { PlaceCounts } from './place-counts.ts'
import type { ShopGrid } from './shop-grid.ts'

/** What was learned of one place before today. */
export interface LearnedPlace {
  readonly segment: Segment
  readonly models: Readonly<Partial<Record<Counted, IntradayModel>>>
  /** GMV of an order */
  readonly orderCents: number | null
  /** money of one that is taken back */
  readonly backCents: Readonly<Record<TakenBack, number | null>>
}

const MIN_EVENTS = 30

/** Everything the past tells of today, place by place; the process goes on with other things between two of them. */
export async function learnPlaces(
  places: readonly PlaceCounts[],
  { grid }: ShopGrid,
  today: number,
): Promise<LearnedPlace[]> {
  const learned: LearnedPlace[] = []
  for (const { segment, counts, gmvCents, backCents } of places) {
    const models: Partial<Record<Counted, IntradayModel>> = {}
    for (const name of COUNTED) {
      // what hardly ever happens has no usual day
      if (sumTo(counts[name], today) < MIN_EVENTS) continue
      const model = learn(counts[name], grid, today)
      if (!('kind' in model)) models[name] = model
      await breathe()
    }
    const each = (cents: Float64Array, count: Float64Array) => {
      const [money, of] = [sumTo(cents, today), sumTo(count, today)]
      return of > 0 && money > 0 ? money / of : null
    }
    learned.push({
      segment,
      models,
      orderCents: each(gmvCents, counts.orders),
      backCents: {
        cancelled: each(backCents.cancelled, counts.cancelled),
        refunds: each(backCents.refunds, counts.refunds),
      },
    })
  }
  return learned
}

function sumTo(values: Float64Array, to: number): number {
  let sum = 0
  for (let at = 0; at < to; at++) sum += values[at] ?? 0
  return sum
}
