import type { Scored } from '../../advice/suggestions/rule-record.ts'
import { holidaysIn, shopPromos } from '../../facts/calendar/shop-calendar.ts'
import { readExperiments } from '../../facts/experiment/read-experiments.ts'
import { readPaces, type StandingTarget } from '../../facts/target/read-paces.ts'
import { asOf, type Wholeness } from '../../facts/wholeness/as-of.ts'
import type { Lake } from '../../lake/contract/lake.ts'
import { scored } from '../../ledger/outcomes/record.ts'
import { addDays, addMonths, type Day, type DayRange, dayOf } from '../../lib/days.ts'
import type { Metric } from '../../metrics/metric.ts'
import { kpiTable, type Line } from '../../metrics/read/kpi-table.ts'
import { alertsOpenedIn, type StoredAlert } from '../../state/alerts.ts'
import { type BrokenRule, brokenRules } from '../../state/lake/quality.ts'
import { decidedSuggestions, measuredOutcomes } from '../../state/suggestions/outcomes.ts'
import { type Target, targetsFrom } from '../../state/targets.ts'
import { forecasting } from '../../threads/forecasts.ts'
import {
  alertsWithin,
  type DigestSegment,
  segmentLines,
  suggestionsWithin,
  targetsWithin,
} from '../segment.ts'
import { lastPeriod } from './align.ts'

/** Everything a monthly or quarterly digest is decided from. */
export interface MonthlyFacts {
  readonly range: DayRange
  readonly asOf: Day
  readonly lines: readonly Line[]
  /** holidays of the country and promotions of the shop, by day */
  readonly named: ReadonlyMap<Day, string>
  /** of periods that ended within it */
  readonly targets: readonly StandingTarget[]
  readonly suggestions: {
    readonly approved: number
    readonly skipped: number
    readonly measured: readonly Scored[]
  }
  /** by name, those whose planned end lies within it; of a segment none, for they are the shop's */
  readonly experiments: readonly { readonly id: string; readonly name: string; readonly endedOn: Day }[]
  readonly alerts: readonly StoredAlert[]
  /** null of a segment */
  readonly broken: readonly BrokenRule[] | null
}

/** Null when no whole month, or quarter, is known yet. */
export async function readMonthly(
  reads: Wholeness & { readonly lake: Pick<Lake, 'query' | 'zone'> },
  metrics: readonly Metric[],
  of: {
    readonly day: Day
    readonly at: Date
    readonly months: 1 | 3
    readonly segment: DigestSegment | null
  },
): Promise<MonthlyFacts | null> {
  const { lake, state } = reads
  const known = await asOf(reads, of.day)
  const range = known && lastPeriod(known, of.months)
  if (!range) return null
  const { segment } = of
  // a year before, and as much beside it as a holiday moves
  const read = { from: addDays(addMonths(range.from, -12), -50), to: range.to }
  const lines = segment
    ? await segmentLines(lake, metrics, segment, read)
    : await kpiTable(lake, metrics, read, ['all'])
  const holidays = await holidaysIn(reads, read)
  const ended = (await targetsFrom(state, range.from)).filter(
    ({ lastDay }) => lastDay >= range.from && lastDay < range.to,
  )
  const targets: readonly Target[] = segment ? targetsWithin(ended, segment) : ended
  const isWithin = (at: Date) => {
    const day = dayOf(at, lake.zone)
    return day >= range.from && day < range.to
  }
  const all = await decidedSuggestions(state, { until: of.at })
  const own = segment ? suggestionsWithin(all, segment) : all
  const ids = new Set(own.map(({ id }) => id))
  const decided = own.filter(({ decided: by }) => by !== null && isWithin(by.at))
  const measured = (await measuredOutcomes(state)).filter(
    ({ measuredAt, suggestionId }) => isWithin(measuredAt) && ids.has(suggestionId),
  )
  const opened = (await alertsOpenedIn(state, readingOf(range))).filter(({ openedAt }) => isWithin(openedAt))
  return {
    range,
    asOf: known.day,
    lines,
    named: new Map([...holidays, ...(await shopPromos(reads)).all]),
    targets: await readPaces(reads, targets, { known, forecasting }),
    suggestions: {
      approved: decided.filter(({ status }) => status !== 'skipped').length,
      skipped: decided.filter(({ status }) => status === 'skipped').length,
      measured: scored(measured),
    },
    experiments: segment ? [] : await endedExperiments(lake, isWithin),
    alerts: segment ? alertsWithin(opened, segment) : opened,
    broken: segment ? null : await brokenRules(state),
  }
}

/** Wider than the shop's days by any zone. */
function readingOf({ from, to }: DayRange): { readonly from: Date; readonly to: Date } {
  return { from: new Date(addDays(from, -1)), to: new Date(addDays(to, 1)) }
}

async function endedExperiments(
  lake: Pick<Lake, 'query' | 'zone'>,
  isWithin: (at: Date) => boolean,
): Promise<MonthlyFacts['experiments']> {
  const all = await readExperiments(lake)
  return all.flatMap(({ id, name, plannedEndAt }) =>
    plannedEndAt && isWithin(plannedEndAt) ? [{ id, name, endedOn: dayOf(plannedEndAt, lake.zone) }] : [],
  )
}
