import type { Lake } from '../lake/contract/lake.ts'
import type { Day } from '../lib/days.ts'
import type { Dimension } from '../metrics/metric.ts'
import { usualCells } from '../metrics/read/cells.ts'
import type { Line } from '../metrics/read/kpi-table.ts'
import type { MetricCells } from '../report/locate-change.ts'

const DIMENSIONS: readonly Dimension[] = ['platform', 'category', 'channel', 'region']
/** the sales KPI that says most of where a change lies comes first */
const LOCATED = ['conversion', 'gmv']

/** Of conversion where there are sessions, else of GMV: the days against those each of them is compared with. */
export async function readCells(
  lake: Pick<Lake, 'query'>,
  {
    lines,
    days,
    calendar,
  }: {
    readonly lines: readonly Line[]
    readonly days: readonly Day[]
    readonly calendar: ReadonlyMap<Day, string>
  },
): Promise<MetricCells | null> {
  for (const name of LOCATED) {
    const line = lines.find(({ metric, scope }) => metric.name === name && scope === 'all')
    if (!line?.points.some(({ day, value }) => days.includes(day) && value !== null)) continue
    const found = await usualCells(lake, line, {
      day: days,
      special: calendar,
      dimensions: DIMENSIONS,
      minDays: 2,
    })
    return found && { metric: line.metric, ...found }
  }
  return null
}
