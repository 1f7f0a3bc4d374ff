import { countryDays } from '../../calendar/country-days.ts'
import type { Lake } from '../../lake/contract/lake.ts'
import { addDays, type Day } from '../../lib/days.ts'
import { isRatio, type Metric, type Point } from '../../metrics/metric.ts'
import type { Promos } from '../../metrics/read/promo-days.ts'
import { promos } from '../../metrics/read/promos.ts'
import { type Calendar, yearless } from '../../models/calendar/calendar.ts'
import { countryOf } from '../../models/calendar/country.ts'
import type { ForecastQuestion, SeriesDay } from '../../models/forecast/forecast.ts'
import type { AskedForecast } from '../../models/forecast/task.ts'

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
export async function campaigns(lake: Pick<Lake, 'query' | 'zone'>): Promise<Promos> {
  const known = await promos(lake)
  return { all: returning(known.all), forCategory: (category) => returning(known.forCategory(category)) }
}

/** The holidays of the shop's country, as its time zone says, from the first day known to the last that is forecast. */
export function holidaysAhead(
  { zone }: Pick<Lake, 'zone'>,
  known: { readonly first: Day; readonly day: Day },
  horizon: number,
): Promise<Calendar> {
  return countryDays(countryOf(zone), { from: known.first, to: addDays(known.day, horizon + 1) })
}

function returning(calendar: Calendar): Calendar {
  return new Map([...calendar].map(([day, name]) => [day, yearless(name)]))
}
