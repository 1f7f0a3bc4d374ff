import { countryDays, publicHolidays } from '../../src/calendar/country-days.ts'
import type { WatchedSeries } from '../../src/evaluate/anomaly/watched-file.ts'
import { addDays, type Day } from '../../src/lib/days.ts'
import { type Random, seeded } from '../../src/lib/random.ts'
import type { KpiUnit } from '../../src/models/anomaly/baseline.ts'
import { type BenchSeries, realSeries } from '../forecast/series.ts'
import { chainSeries } from '../year/chain.ts'

/** Daily series of one shop or chain, watched together as one file. */
export interface RetailSet {
  readonly name: string
  readonly country: string
  readonly unit: KpiUnit
  readonly isReal: boolean
  readonly series: readonly WatchedSeries[]
}

const STORES = { count: 24, seed: 20_261_301 }

/** The real days that are beside the project, and a chain of simulated stores that close on Sundays and holidays. */
export async function retailSets(folder: string): Promise<RetailSet[]> {
  const real = await realSeries(folder)
  const own = (name: string, set: Omit<RetailSet, 'name' | 'series' | 'isReal'>): RetailSet => ({
    name,
    ...set,
    isReal: true,
    series: real.filter((one) => one.name.startsWith(name)).map(watchedSeries),
  })
  return [
    own('Olist orders', { country: 'BR', unit: 'count' }),
    own('Olist GMV', { country: 'BR', unit: 'money' }),
    own('Online Retail orders', { country: 'GB', unit: 'count' }),
    own('Online Retail revenue', { country: 'GB', unit: 'money' }),
    own('taxi rides', { country: 'US', unit: 'count' }),
    own('one food', { country: 'US', unit: 'count' }),
    {
      name: 'simulated stores',
      country: 'DE',
      unit: 'count',
      isReal: false,
      series: chainSeries(STORES.count, STORES.seed).map(watchedSeries),
    },
  ]
}

function watchedSeries({ name, days }: BenchSeries): WatchedSeries {
  return {
    name,
    days: days.flatMap(({ day, value }) => (value === null ? [] : [{ day, of: value, over: 1 }])),
  }
}

export interface Planted {
  readonly first: Day
  readonly last: Day
  readonly size: number
  /** within five days after a holiday or a sale */
  readonly isAfterHoliday: boolean
}

const [EVERY, LASTS, WARM_UP, AFTER] = [45, 3, 100, 5]
const SIZES = [0.45, 1.8] as const

/** The same series with something wrong for three days in every forty-five, each second time soon after a holiday. */
export async function withIncidents(
  { series, country }: RetailSet,
  seed: number,
): Promise<{ readonly series: WatchedSeries[]; readonly planted: Planted[][] }> {
  const random = seeded(seed)
  const range = rangeOf(series)
  const holidays = await publicHolidays(country, range)
  const sales = [...(await countryDays(country, range))].flatMap(([day, name]) =>
    name === 'Black Friday' ? [day] : [],
  )
  const events = [...holidays, ...sales].sort()
  const planted = series.map((one) => drawn(one, events, random))
  return {
    planted,
    series: series.map(({ name, days }, i) => ({
      name,
      days: days.map((one) => {
        const hit = planted[i]?.find(({ first, last }) => one.day >= first && one.day <= last)
        return hit ? { ...one, of: Math.round(one.of * hit.size) } : one
      }),
    })),
  }
}

function drawn({ days }: WatchedSeries, events: readonly Day[], random: Random): Planted[] {
  const found: Planted[] = []
  for (let at = WARM_UP; at + EVERY <= days.length; at += EVERY) {
    const [from, to] = [days[at]?.day ?? '', days[at + EVERY - 3 * LASTS]?.day ?? '']
    const near = events.filter((event) => event >= from && event < to)
    const event = found.length % 2 === 0 ? near[random.below(Math.max(1, near.length))] : undefined
    const day = event
      ? addDays(event, 1 + random.below(AFTER))
      : (days[at + random.below(EVERY - 3 * LASTS)]?.day ?? from)
    const first = days.find((one) => one.day >= day)?.day ?? day
    const place = days.findIndex((one) => one.day === first)
    found.push({
      first,
      last: days[place + LASTS - 1]?.day ?? first,
      size: SIZES[random.below(SIZES.length)] ?? 1,
      isAfterHoliday: event !== undefined,
    })
  }
  return found
}

function rangeOf(series: readonly WatchedSeries[]): { readonly from: Day; readonly to: Day } {
  const all = series.flatMap(({ days }) => days.map(({ day }) => day)).sort()
  return { from: all[0] ?? '', to: addDays(all.at(-1) ?? '', 1) }
}
