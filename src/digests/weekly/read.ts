import { type RuleRecord, rulesOf, type Scored } from '../../advice/suggestions/rule-record.ts'
import { digestCalendar } from '../../facts/calendar/shop-calendar.ts'
import { asOf, type Wholeness } from '../../facts/wholeness/as-of.ts'
import { type ForAlertsRecord, forAlertsRecord } from '../../ledger/outcomes/for-alerts.ts'
import { type PartRecord, recordsBy, scored } from '../../ledger/outcomes/record.ts'
import { addDays, type Day, daysIn } from '../../lib/days.ts'
import type { Metric } from '../../metrics/metric.ts'
import { kpiTable, type Line } from '../../metrics/read/kpi-table.ts'
import type { Promos } from '../../metrics/read/promo-days.ts'
import type { AsOf } from '../../models/wholeness/whole-day.ts'
import type { MetricCells } from '../../report/locate-change.ts'
import { decidedSuggestions, measuredOutcomes } from '../../state/suggestions/outcomes.ts'
import { currentSuggestions, type StoredSuggestion } from '../../state/suggestions/suggestions.ts'
import { readCells } from '../read-cells.ts'
import {
  type DigestSegment,
  segmentAsOf,
  segmentLines,
  segmentPromos,
  suggestionsWithin,
} from '../segment.ts'
import { lastWeek } from './compare.ts'

/** Everything a weekly digest is decided from. */
export interface WeeklyFacts {
  readonly metrics: readonly Metric[]
  readonly asOf: AsOf
  /** its Monday */
  readonly week: Day
  readonly promos: Promos
  /** every KPI of the whole shop */
  readonly lines: readonly Line[]
  /** what the KPI whose move is located is made of */
  readonly cells: MetricCells | null
  readonly suggestions: readonly StoredSuggestion[]
  /** decided within the seven days before the digest */
  readonly decided: readonly StoredSuggestion[]
  /** measured within them */
  readonly measured: readonly Scored[]
  /** of all time */
  readonly accepted: number
  readonly outcomes: readonly Scored[]
  readonly rules: readonly RuleRecord[]
  /** of the seven days before the digest: what was approved for alerts */
  readonly forAlerts: ForAlertsRecord
  /** of all time, by kind of suggestion and by who approved */
  readonly records: { readonly byKind: readonly PartRecord[]; readonly byPerson: readonly PartRecord[] }
}

/** twelve weeks to judge the last one by, each against the eight before it; half a year for what creeps */
const LOOK_BACK_DAYS = 182
const SUGGESTIONS = 400
const WEEK_MS = 7 * 86_400_000

/** Null when there is no whole week of data before the day. */
export async function readWeekly(
  reads: Wholeness,
  metrics: readonly Metric[],
  slot: { readonly day: Day; readonly at: Date },
  segment: DigestSegment | null = null,
): Promise<WeeklyFacts | null> {
  const { lake, state } = reads
  const known = await asOf(reads, slot.day)
  const week = known && lastWeek({ day: known.until, first: known.first })
  if (!week) return null
  const range = { from: addDays(week, -LOOK_BACK_DAYS), to: addDays(week, 7) }
  const ofShop = await digestCalendar(reads, addDays(week, 6))
  const calendar = segment ? segmentPromos(ofShop, segment) : ofShop
  const lines = segment
    ? await segmentLines(lake, metrics, segment, range)
    : await kpiTable(lake, metrics, range, ['all'])
  const since = new Date(slot.at.getTime() - WEEK_MS)
  const within = <S extends StoredSuggestion>(all: readonly S[]) =>
    segment ? suggestionsWithin(all, segment) : all
  const decided = within(await decidedSuggestions(state, { until: slot.at }))
  const own = new Set(decided.map(({ id }) => id))
  const measured = (await measuredOutcomes(state)).filter(
    ({ measuredAt, suggestionId }) => measuredAt < slot.at && (!segment || own.has(suggestionId)),
  )
  const accepted = decided.filter(({ status }) => status !== 'skipped')
  const all = await currentSuggestions(state, {
    ...(segment === null && { limit: SUGGESTIONS }),
    at: slot.at,
  })
  return {
    metrics,
    asOf: segment ? segmentAsOf(known) : known,
    week,
    promos: calendar,
    lines,
    cells: segment
      ? null
      : await readCells(lake, {
          lines,
          days: daysIn({ from: week, to: addDays(week, 7) }),
          calendar: calendar.all,
        }),
    suggestions: within(all),
    decided: decided.filter((one) => one.decided !== null && one.decided.at >= since),
    measured: scored(measured.filter(({ measuredAt }) => measuredAt >= since)),
    accepted: accepted.length,
    outcomes: scored(measured),
    forAlerts: await forAlertsRecord(state, { accepted, since, measured }),
    rules: rulesOf(scored(measured)),
    records: {
      byKind: recordsBy(accepted, measured, ({ kind }) => kind),
      byPerson: recordsBy(accepted, measured, ({ decided }) => decided?.name ?? ''),
    },
  }
}
