import { addDays, type Day } from '../../lib/days.ts'
import { isRatio, type Metric, type Point } from '../../metrics/metric.ts'
import type { Promos } from '../../metrics/read/promo-days.ts'
import { type Calendar, yearless } from '../../models/calendar/calendar.ts'
import type { ForecastQuestion, SeriesDay } from '../../models/forecast/forecast.ts'
import type { AskedForecast } from '../../models/forecast/task.ts'
import { holidaysIn, type ReadsCalendar, shopPromos } from '../calendar/shop-calendar.ts'

type Terms = Pick<ForecastQuestion, 'horizon' | 'leaveOut' | 'calendar' | 'ofCountry' | 'liftOfUnknown'>

/** A sum as it is, a rate by its parts: whatever lifts it on a day nobody has seen lifts the upper part. */
export function askedOf(metric: Metric, points: readonly Point[], terms: Terms): AskedForecast {
  const part = (value: (point: Point) => number): readonly SeriesDay[] =>
    points.map((point) => ({ day: point.day, value: point.value === null ? null : value(point) }))
  const of = { ...terms, history: part((point) => point.of) }
  if (!isRatio(metric)) return { of }
  const { liftOfUnknown: _, ...usual } = terms
  return { of, over: { ...usual, history: part((point) => point.over) } }
}

/** The shop's campaigns under names that come back: `Double 11 2026` is compared with `Double 11 2025`. */
export async function campaigns(reads: ReadsCalendar): Promise<Promos> {
  const known = await shopPromos(reads)
  return { all: returning(known.all), within: (members) => returning(known.within(members)) }
}

/** The holidays of the shop, from the first day known to the last that is forecast. */
export function holidaysAhead(
  reads: ReadsCalendar,
  known: { readonly first: Day; readonly day: Day },
  horizon: number,
): Promise<Calendar> {
  return holidaysIn(reads, { from: known.first, to: addDays(known.day, horizon + 1) })
}

function returning(calendar: Calendar): Calendar {
  return new Map([...calendar].map(([day, name]) => [day, yearless(name)]))
}
