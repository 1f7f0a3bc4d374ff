import { notableHolidays, type ReadsCalendar, shopPromos } from '../facts/calendar/shop-calendar.ts'
import { addDays, type Day } from '../lib/days.ts'
import { groupBy } from '../lib/group.ts'
import type { Metric } from '../metrics/metric.ts'
import { type KpiCell, usualCells } from '../metrics/read/cells.ts'
import { withHolidays } from '../metrics/read/promo-days.ts'
import { firstDayBefore } from '../models/forecast/look-back.ts'
import { assess, type Suspect } from './assess.ts'
import { familyOf, rankIn } from './families.ts'
import type { KpiIncident } from './incident.ts'
import type { JudgeContext } from './judge.ts'
import { LOCATED, merge } from './merge.ts'
import { segments } from './segments.ts'
import { toIncident } from './to-incident.ts'

/** What went wrong on a day, each incident once, however many KPIs and segments show it. */
export async function detect(
  reads: ReadsCalendar,
  metrics: readonly Metric[],
  asked: {
    readonly day: Day
    readonly notEvaluated: ReadonlySet<string>
  },
): Promise<KpiIncident[]> {
  const { lake } = reads
  const { day, notEvaluated } = asked
  const holidays = await notableHolidays(reads, day)
  const range = { from: firstDayBefore(day, holidays), to: addDays(day, 1) }
  const context: JudgeContext = {
    lake,
    day,
    range,
    segments: await segments(lake, metrics, range),
    promos: withHolidays(await shopPromos(reads), holidays),
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
