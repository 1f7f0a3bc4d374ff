import type { Lake } from '../lake/lake.ts'
import { addDays, type Day } from '../lib/days.ts'
import { groupBy } from '../lib/group.ts'
import { type KpiCell, usualCells } from '../metrics/cells.ts'
import type { Metric } from '../metrics/metric.ts'
import { promos } from '../metrics/promos.ts'
import { assess, type JudgeMany, type Suspect } from './assess.ts'
import { familyOf, rankIn } from './families.ts'
import type { Incident } from './incident.ts'
import { LOCATED, merge } from './merge.ts'
import type { Look } from './place.ts'
import { slices } from './slices.ts'
import { tell } from './tell.ts'

/** half a year: weekday shapes need three months, days with a name of their own need their earlier ones */
const HISTORY_DAYS = 182

/** What went wrong on a day, each trouble once, however many KPIs and slices show it. */
export async function detect(
  lake: Pick<Lake, 'query' | 'zone'>,
  metrics: readonly Metric[],
  asked: {
    readonly day: Day
    readonly held: ReadonlySet<string>
    readonly currency: string
    readonly judgeMany: JudgeMany
  },
): Promise<Incident[]> {
  const { day, held, currency, judgeMany } = asked
  const range = { from: addDays(day, -HISTORY_DAYS), to: addDays(day, 1) }
  const look: Look = {
    lake,
    day,
    range,
    slices: await slices(lake, metrics, range),
    promos: await promos(lake),
    held,
  }
  const suspects = await assess(look.slices, day, { promos: look.promos, held, judgeMany })
  const families = groupBy(suspects, ({ slice, finding }) => `${familyOf(slice.metric)} ${finding.direction}`)
  const found: Incident[] = []
  for (const family of families.values()) {
    for (const group of merge(family, await cellsOf(look, family))) {
      found.push(...[await tell(look, group, currency)].filter((one) => one !== null))
    }
  }
  return found
}

/** Of the KPI that names the family's trouble: the first that moved and that is counted on the day itself. */
async function cellsOf(
  { lake, day, slices, promos }: Look,
  family: readonly Suspect[],
): Promise<readonly KpiCell[]> {
  const metric = family
    .map(({ slice }) => slice.metric)
    .filter((one) => one.day === 'dt')
    .toSorted((a, b) => rankIn(a) - rankIn(b))[0]
  if (!metric) return []
  const whole = slices.find((slice) => slice.metric === metric && Object.keys(slice.where).length === 0)
  const asked = { day, special: promos.all, dimensions: LOCATED, least: 1 }
  return (await usualCells(lake, { metric, points: whole?.points ?? [] }, asked))?.cells ?? []
}
