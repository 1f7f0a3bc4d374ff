import type { LearnedPlace } from '../../facts/intraday/learn-places.ts'
import type { PlaceCounts } from '../../facts/intraday/place-counts.ts'
import { QUARTER_MS, TAKEN_BACK, type TakenBack } from '../../models/intraday/counted.ts'
import type { KpiIncident } from '../incident.ts'
import type { Fall } from './falls.ts'
import { type Asked, expectedOf, expectedShape, HOUR, hoursOf, walksOf } from './walks.ts'

const KPI_OF: Readonly<Record<TakenBack, string>> = { cancelled: 'cancel_rate', refunds: 'refund_rate' }

/** More orders are cancelled or paid back than this hour lets expect: both are shown, beside the orders that came meanwhile. */
export function toTakenBack(
  fall: Fall,
  counted: TakenBack,
  {
    place,
    learned,
    asked,
  }: { readonly place: PlaceCounts; readonly learned: LearnedPlace; readonly asked: Asked },
): KpiIncident {
  const { grid, startMs, today, day } = asked
  const { since, end } = fall.episode
  const iso = (at: number) => new Date(startMs + at * QUARTER_MS).toISOString()
  const walks = walksOf(place, learned, asked)
  const funnel = (['orders', ...TAKEN_BACK] as const).flatMap((step) => {
    const walk = walks.get(step)
    return walk ? [{ step, count: walk.count(since.at, end), expected: expectedOf(walk, since.at, end) }] : []
  })
  const { count, expected } = funnel.find(({ step }) => step === counted) ?? fall.episode
  const more = Math.max(0, count - expected)
  const each = learned.backCents[counted]
  const cents = each === null ? null : Math.round(more * each)
  const walk = walks.get(counted)
  const dayEnd = grid.day.lastIndexOf(grid.day[today] ?? 0)
  const still =
    walk && end < dayEnd && expected > 0
      ? (more / expected) * expectedShape(walk, learned.models[counted], asked, end + 1, dayEnd, since.at)
      : 0
  return {
    ...{ kind: 'kpi', family: 'returns', direction: 'up', day, kpi: KPI_OF[counted], isBad: true },
    ...{ segment: fall.segment, value: count, expected, low: null, high: null, since: null, score: null },
    stakeCents: each === null || cents === null ? null : Math.round(cents + still * each),
    alongside: [],
    within: {
      ...{ since: iso(since.at), from: iso(since.from), to: iso(since.to + 1), until: iso(end + 1) },
      ...{ step: counted, funnel, lostOrders: more, lostCents: cents },
      anHourCents: cents === null ? null : Math.round((cents * HOUR) / (end - since.at + 1)),
      hours: walk ? hoursOf(walk, { from: Math.max(today, 0), to: end, before: since.at, iso }) : [],
      ...{ promos: [], priceChanges: 0, marks: [] },
    },
  }
}
