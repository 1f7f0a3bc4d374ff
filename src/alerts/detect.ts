import type { Lake } from '../lake/contract/lake.ts'
import { addDays, type Day } from '../lib/days.ts'
import { groupBy } from '../lib/group.ts'
import type { Metric, Point } from '../metrics/metric.ts'
import { type KpiCell, usualCells } from '../metrics/read/cells.ts'
import { promos, withHolidays } from '../metrics/read/promos.ts'
import { series } from '../metrics/read/series.ts'
import { metricNamed } from '../metrics/registry.ts'
import type { Calendar } from '../models/calendar/calendar.ts'
import { isNearHoliday, knownHolidays } from '../models/forecast/known-holidays.ts'
import { assess, type Suspect } from './assess.ts'
import { familyOf, rankIn } from './families.ts'
import type { Incident } from './incident.ts'
import type { JudgeContext } from './judge.ts'
import { LOCATED, merge } from './merge.ts'
import { segments } from './segments.ts'
import { toIncident } from './to-incident.ts'

/** half a year: weekday shapes need three months, days with a name of their own need their earlier ones */
const HISTORY_DAYS = 182
/** on a feast, and beside one: two years and some, for its namesakes */
const YEARS_DAYS = 800
/** four years tell which feasts matter here */
const FEAST_DAYS = 1461
/** KPIs of the whole shop that feasts show in */
const FEAST_KPIS = ['orders', 'sessions']

/** What went wrong on a day, each trouble once, however many KPIs and slices show it. */
export async function detect(
  lake: Pick<Lake, 'query' | 'zone'>,
  metrics: readonly Metric[],
  asked: {
    readonly day: Day
    readonly held: ReadonlySet<string>
    readonly currency: string
  },
): Promise<Incident[]> {
  const { day, held, currency } = asked
  const feasts = await shopFeasts(lake, day)
  const back = isNearHoliday(day, feasts) ? YEARS_DAYS : HISTORY_DAYS
  const range = { from: addDays(day, -back), to: addDays(day, 1) }
  const look: JudgeContext = {
    lake,
    day,
    range,
    slices: await segments(lake, metrics, range),
    promos: withHolidays(await promos(lake), feasts),
    held,
  }
  const suspects = await assess(look.slices, day, { promos: look.promos, held })
  const families = groupBy(suspects, ({ slice, finding }) => `${familyOf(slice.metric)} ${finding.direction}`)
  const found: Incident[] = []
  for (const family of families.values()) {
    for (const group of merge(family, await cellsOf(look, family))) {
      found.push(...[await toIncident(look, group, currency)].filter((one) => one !== null))
    }
  }
  return found
}

/** The feasts that made a difference to the whole shop before the day, up to the day after it. */
async function shopFeasts(lake: Pick<Lake, 'query'>, day: Day): Promise<Calendar> {
  const range = { from: addDays(day, -FEAST_DAYS), to: day }
  const known = await Promise.all(
    FEAST_KPIS.flatMap((name) => metricNamed(name) ?? []).map(async (metric) =>
      knownHolidays(withoutStart(await series(lake, metric, 'all', range)), addDays(day, 2)),
    ),
  )
  return new Map(known.flatMap((days) => [...days]))
}

function withoutStart(points: readonly Point[]): readonly Point[] {
  return points.slice(
    Math.max(
      0,
      points.findIndex(({ value }) => value !== null),
    ),
  )
}

/** Of the KPI that names the family's trouble: the first that moved and that is counted on the day itself. */
async function cellsOf(
  { lake, day, slices, promos }: JudgeContext,
  family: readonly Suspect[],
): Promise<readonly KpiCell[]> {
  const metric = family
    .map(({ slice }) => slice.metric)
    .filter((one) => one.day === 'dt')
    .toSorted((a, b) => rankIn(a) - rankIn(b))[0]
  if (!metric) return []
  const whole = slices.find((slice) => slice.metric === metric && Object.keys(slice.where).length === 0)
  const asked = { day, special: promos.all, dimensions: LOCATED, minDays: 1 }
  return (await usualCells(lake, { metric, points: whole?.points ?? [] }, asked))?.cells ?? []
}
