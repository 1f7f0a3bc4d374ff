import type { Lake } from '../lake/contract/lake.ts'
import { RAW_TABLE_NAMES } from '../lake/contract/schema.ts'
import { addDays, type Day } from '../lib/days.ts'
import type { Metric } from '../metrics/metric.ts'
import type { AsOf } from '../metrics/read/as-of.ts'
import type { State } from '../state/database/state.ts'
import { failedChecks } from '../state/lake/quality.ts'
import { sourceStates } from '../state/sources/cursors.ts'
import {
  checkFaults,
  type DataFault,
  type Expected,
  missingFaults,
  notEvaluatedBecause,
  type Rejections,
  rejectionFaults,
  sourceFaults,
} from './data-faults.ts'
import { DATA, type Incident } from './incident.ts'

/** What is wrong with the data, told once, and the KPIs it keeps from being judged. */
export interface DataNews {
  readonly incident: Incident | null
  readonly held: ReadonlySet<string>
}

export async function dataNews(
  stores: { readonly state: Pick<State, 'read'>; readonly lake: Pick<Lake, 'query'> },
  asked: {
    readonly at: Date
    /** the shop's day it is; what was to come by then is of the day before */
    readonly today: Day
    readonly asOf: AsOf | null
    readonly sources: readonly Expected[]
    readonly metrics: readonly Metric[]
  },
): Promise<DataNews> {
  const { state, lake } = stores
  const { at, today, asOf, sources, metrics } = asked
  // files that were read once promise no further day
  const missing = asOf && sources.length > 0 ? missingFaults(asOf, addDays(today, -1)) : []
  const faults = [
    ...sourceFaults(sources, await sourceStates(state), at),
    ...checkFaults(await failedChecks(state)),
    ...missing,
    ...rejectionFaults(await refusals(lake, today)),
  ]
  return {
    incident: faults.length === 0 ? null : incidentOf(faults, today),
    held: notEvaluatedBecause(faults, metrics),
  }
}

function incidentOf(faults: readonly DataFault[], day: Day): Incident {
  return {
    family: DATA,
    direction: 'down',
    day,
    kpi: DATA,
    label: 'Data',
    unit: 'count',
    isBad: true,
    where: {},
    value: null,
    expected: null,
    low: null,
    high: null,
    since: null,
    score: null,
    stakeCents: null,
    alongside: [],
    faults: [...new Set(faults.map(({ text }) => text))],
  }
}

/** Rows refused of those that landed since yesterday, and of all before. Tables that refused nothing are not counted. */
async function refusals(lake: Pick<Lake, 'query'>, today: Day): Promise<Rejections[]> {
  const since = addDays(today, -1)
  const refused = await lake.query<{ table: string; late: number; early: number }>(
    `select table_name as "table",
       cast(count(*) filter (where dt >= cast($since as date)) as integer) as late,
       cast(count(*) filter (where dt < cast($since as date)) as integer) as early
     from quarantine where dt <= cast($today as date) group by table_name`,
    { since, today },
  )
  const counts: Rejections[] = []
  for (const { table, late, early } of refused) {
    const known = RAW_TABLE_NAMES.find((name) => name === table)
    if (!known || late === 0) continue
    const [landed] = await lake.query<{ late: number; early: number }>(
      `select cast(count(*) filter (where cast(_landed_at as date) >= cast($since as date)) as integer) as late,
         cast(count(*) filter (where cast(_landed_at as date) < cast($since as date)) as integer) as early
       from raw_${known} where cast(_landed_at as date) <= cast($today as date)`,
      { since, today },
    )
    counts.push({
      table,
      refused: late,
      landed: landed?.late ?? 0,
      refusedBefore: early,
      landedBefore: landed?.early ?? 0,
    })
  }
  return counts
}
