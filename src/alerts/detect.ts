import { countryDays } from '../calendar/country-days.ts'
import type { Lake } from '../lake/contract/lake.ts'
import { addDays, type Day } from '../lib/days.ts'
import { groupBy } from '../lib/group.ts'
import type { Metric } from '../metrics/metric.ts'
import { type KpiCell, usualCells } from '../metrics/read/cells.ts'
import { withHolidays } from '../metrics/read/promo-days.ts'
import { promos } from '../metrics/read/promos.ts'
import { series } from '../metrics/read/series.ts'
import { metricNamed } from '../metrics/registry.ts'
import type { Calendar } from '../models/calendar/calendar.ts'
import { countryOf } from '../models/calendar/country.ts'
import { assess, type Suspect } from './assess.ts'
import { familyOf, rankIn } from './families.ts'
import type { KpiIncident } from './incident.ts'
import type { JudgeContext } from './judge.ts'
import { firstDayBefore, HOLIDAY_DAYS, holidaysBefore } from './look-back.ts'
import { LOCATED, merge } from './merge.ts'
import { segments } from './segments.ts'
import { toIncident } from './to-incident.ts'

/** KPIs of the whole shop that holidays show in */
const HOLIDAY_KPIS = ['orders', 'sessions']

/** What went wrong on a day, each incident once, however many KPIs and segments show it. */
export async function detect(
  lake: Pick<Lake, 'query' | 'zone'>,
  metrics: readonly Metric[],
  asked: {
    readonly day: Day
    readonly notEvaluated: ReadonlySet<string>
  },
): Promise<KpiIncident[]> {
  const { day, notEvaluated } = asked
  const holidays = await shopHolidays(lake, day)
  const range = { from: firstDayBefore(day, holidays), to: addDays(day, 1) }
  const context: JudgeContext = {
    lake,
    day,
    range,
    segments: await segments(lake, metrics, range),
    promos: withHolidays(await promos(lake), holidays),
    notEvaluated,
  }
  const suspects = await assess(context.segments, day, { promos: context.promos, notEvaluated })
  const families = groupBy(
    suspects,
    ({ series, finding }) => `${familyOf(series.metric)} ${finding.direction}`,
  )
  const found: KpiIncident[] = []
  for (const family of families.values()) {
    for (const group of merge(family, await cellsOf(context, family))) {
      found.push(...[await toIncident(context, group)].filter((one) => one !== null))
    }
  }
  return found
}

/** The holidays that made a difference to the whole shop before the day, and those of its country that it has not seen. */
async function shopHolidays(lake: Pick<Lake, 'query' | 'zone'>, day: Day): Promise<Calendar> {
  const range = { from: addDays(day, -HOLIDAY_DAYS), to: day }
  const kpis = HOLIDAY_KPIS.flatMap((name) => metricNamed(name) ?? [])
  const histories = await Promise.all(kpis.map((metric) => series(lake, metric, 'all', range)))
  const ofCountry = await countryDays(countryOf(lake.zone), { from: range.from, to: addDays(day, 2) })
  return holidaysBefore(histories, day, ofCountry)
}

/** Of the KPI that names the family's incident: the first that moved and that is counted on the day itself. */
async function cellsOf(
  { lake, day, segments: known, promos }: JudgeContext,
  family: readonly Suspect[],
): Promise<readonly KpiCell[]> {
  const metric = family
    .map(({ series }) => series.metric)
    .filter((one) => one.day === 'dt')
    .toSorted((a, b) => rankIn(a) - rankIn(b))[0]
  if (!metric) return []
  const whole = known.find((one) => one.metric === metric && Object.keys(one.segment).length === 0)
  const asked = { day, special: promos.all, dimensions: LOCATED, minDays: 1 }
  return (await usualCells(lake, { metric, points: whole?.points ?? [] }, asked))?.cells ?? []
}
