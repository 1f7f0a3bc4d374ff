import { readRejections } from '../facts/anomaly/rejections.ts'
import type { Lake } from '../lake/contract/lake.ts'
import { addDays, type Day } from '../lib/days.ts'
import type { Metric } from '../metrics/metric.ts'
import type { AsOf } from '../models/wholeness/whole-day.ts'
import type { State } from '../state/database/state.ts'
import { failedChecks } from '../state/lake/quality.ts'
import { sourceStates } from '../state/sources/cursors.ts'
import {
  checkFaults,
  type DataFault,
  type ExpectedSource,
  missingFaults,
  notEvaluatedBecause,
  rejectionFaults,
  sourceFaults,
} from './data-faults.ts'
import type { DataIncident } from './incident.ts'
import { silenceOf } from './silence.ts'

/** What is wrong with the data, as one incident, and the KPIs that are not evaluated for it. */
export interface DataQuality {
  readonly incident: DataIncident | null
  readonly notEvaluated: ReadonlySet<string>
}

export async function dataQuality(
  stores: { readonly state: Pick<State, 'read'>; readonly lake: Pick<Lake, 'query' | 'zone'> },
  asked: {
    readonly at: Date
    /** the shop's day it is; what was to come by then is of the day before */
    readonly today: Day
    readonly asOf: AsOf | null
    readonly sources: readonly ExpectedSource[]
    readonly metrics: readonly Metric[]
  },
): Promise<DataQuality> {
  const { state, lake } = stores
  const { at, today, asOf, sources, metrics } = asked
  // files that were read once promise no further day
  const missing = asOf && sources.length > 0 ? missingFaults(asOf, { at, yesterday: addDays(today, -1) }) : []
  const isUsuallySilent = asOf ? silenceOf(asOf, { at, zone: lake.zone }) : undefined
  const faults = [
    ...sourceFaults(sources, await sourceStates(state), {
      now: at,
      ...(isUsuallySilent && { isUsuallySilent }),
    }),
    ...checkFaults(await failedChecks(state)),
    ...missing,
    ...rejectionFaults(await readRejections(lake, today)),
  ]
  return {
    incident: faults.length === 0 ? null : { kind: 'data', day: today, faults: distinct(faults) },
    notEvaluated: notEvaluatedBecause(faults, metrics),
  }
}

function distinct(faults: readonly DataFault[]): DataIncident['faults'] {
  return [...new Map(faults.map(({ fault }) => [JSON.stringify(fault), fault])).values()]
}
