import type { ComingDay } from '../../facts/calendar/coming.ts'
import { addDays, type Day } from '../../lib/days.ts'
import type { Metric } from '../../metrics/metric.ts'
import type { Line } from '../../metrics/read/kpi-table.ts'
import { calendarOf } from '../../metrics/read/promo-days.ts'
import { isBeside, plainName } from '../../models/calendar/calendar.ts'
import { type ChartedKpi, chartDays, chartKpi } from '../../report/chart-kpi.ts'
import { type Comparison, compare } from '../../report/compare.ts'
import { type LocatedChange, locateChange } from '../../report/locate-change.ts'
import { type SalesMovement, salesMovement } from '../../report/movement.ts'
import type { DailyFacts } from './read.ts'

/** What a daily digest has to say, before it is put into words. */
export interface Daily {
  readonly day: Day
  /** the promotion or holiday the day is named for */
  readonly dayName: string | null
  readonly compared: readonly Comparison[]
  /** KPIs without a value on the day, or of which nothing was ever seen */
  readonly without: readonly Metric[]
  readonly categories: readonly { readonly name: string; readonly compared: readonly Comparison[] }[]
  readonly sales: SalesMovement | null
  readonly located: LocatedChange | null
  /** what can still be prepared for */
  readonly coming: readonly ComingDay[]
  readonly charted: ChartedKpi | null
  /** the days since the last digest, without the last one */
  readonly earlier: readonly EarlierDay[]
}

const SOON_DAYS = 7

interface EarlierDay {
  readonly day: Day
  readonly dayName: string | null
  readonly compared: readonly Comparison[]
}

export function decideDaily(
  { metrics, asOf: { day }, promos, lines, cells, coming, from, accounts }: DailyFacts,
  covered: readonly Day[] = [],
): Daily {
  const whole = lines.filter(({ scope, points }) => scope === 'all' && points.some(({ of }) => of !== 0))
  const compared = whole.flatMap((line) => compare(line, day, promos.all) ?? [])
  const has = new Set(compared.map(({ metric }) => metric.name))
  const charted = ['gmv', 'orders'].flatMap((name) => whole.find(({ metric }) => metric.name === name) ?? [])
  const best = charted.find(({ metric, points }) => has.has(metric.name) && points.some(({ of }) => of > 0))
  return {
    day,
    dayName: promos.all.get(day) ?? null,
    compared,
    without: metrics.filter(({ name }) => !has.has(name)),
    categories: byCategory(lines, day, promos),
    sales: salesMovement(compared),
    located: locateChange(cells),
    coming: worthSaying(coming, from, accounts === null),
    charted: best ? chartKpi(best, chartDays(day), shownNames(promos.all)) : null,
    earlier: covered.map((one) => ({
      day: one,
      dayName: promos.all.get(one) ?? null,
      compared: whole.flatMap((line) => compare(line, one, promos.all) ?? []),
    })),
  }
}

/**
 * This week's; of the next one those that nobody has seen here. The platforms' campaigns of a category are the digest's of that
 * category: a shop may always run some.
 */
function worthSaying(coming: readonly ComingDay[], from: Day, isOfSegment: boolean): ComingDay[] {
  return coming.filter(
    (one) =>
      (one.isNew || one.firstDay < addDays(from, SOON_DAYS)) &&
      (isOfSegment || one.scope === '' || one.from === 'people'),
  )
}

/** On a chart: no days that only lie beside a holiday. */
function shownNames(calendar: ReadonlyMap<Day, string>): Map<Day, string> {
  return new Map(
    [...calendar].flatMap(([day, name]) => (isBeside(name) ? [] : [[day, plainName(name)] as const])),
  )
}

function byCategory(lines: readonly Line[], day: Day, promos: DailyFacts['promos']): Daily['categories'] {
  const found = new Map<string, Comparison[]>()
  for (const line of lines) {
    if (line.scope === 'all' || line.scope.dimension !== 'category') continue
    const compared = compare(line, day, calendarOf(promos, line.scope))
    if (compared) found.set(line.scope.member, [...(found.get(line.scope.member) ?? []), compared])
  }
  return [...found]
    .map(([name, compared]) => ({ name, compared }))
    .filter(({ compared }) => weight(compared) > 0)
    .sort((a, b) => weight(b.compared) - weight(a.compared))
}

/** Of a category that is large today or usually: GMV of both. */
function weight(compared: readonly Comparison[]): number {
  const gmv = compared.find(({ metric }) => metric.name === 'gmv')
  return (gmv?.today.of ?? 0) + (gmv?.usual?.of ?? 0)
}
