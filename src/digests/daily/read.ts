import { type RuleRecord, rulesOf, type Scored } from '../../advice/suggestions/rule-record.ts'
import { type ComingDay, comingDays, within } from '../../facts/calendar/coming.ts'
import { digestCalendar } from '../../facts/calendar/shop-calendar.ts'
import { judged } from '../../facts/merchant/judged.ts'
import { readMerchantSettings } from '../../facts/merchant/settings.ts'
import { readPaces, type StandingTarget } from '../../facts/target/read-paces.ts'
import { asOf, type Wholeness } from '../../facts/wholeness/as-of.ts'
import type { Account, Lake } from '../../lake/contract/lake.ts'
import { scored } from '../../ledger/outcomes/record.ts'
import { addDays, type Day, type DayRange } from '../../lib/days.ts'
import { type Metric, membersOf } from '../../metrics/metric.ts'
import { kpiTable, type Line } from '../../metrics/read/kpi-table.ts'
import type { Promos } from '../../metrics/read/promo-days.ts'
import { hasBreach, type ServiceFault } from '../../models/merchant/service-levels.ts'
import type { AsOf } from '../../models/wholeness/whole-day.ts'
import type { MetricCells } from '../../report/locate-change.ts'
import { openAlerts, type StoredAlert } from '../../state/alerts.ts'
import { type BrokenRule, brokenRules, type FailedCheck, failedChecks } from '../../state/lake/quality.ts'
import { type ModelVersion, modelInUse } from '../../state/models/models.ts'
import { measuredOutcomes } from '../../state/suggestions/outcomes.ts'
import { currentSuggestions, type StoredSuggestion } from '../../state/suggestions/suggestions.ts'
import { targetsOn } from '../../state/targets.ts'
import { forecasting } from '../../threads/forecasts.ts'
import { readCells } from '../read-cells.ts'
import {
  alertsWithin,
  type DigestSegment,
  segmentAsOf,
  segmentLines,
  segmentPromos,
  suggestionsWithin,
  targetsWithin,
} from '../segment.ts'

/** Everything a daily digest is decided from. */
export interface DailyFacts {
  readonly metrics: readonly Metric[]
  readonly asOf: AsOf
  readonly promos: Promos
  /** the day the digest is posted */
  readonly from: Day
  /** holidays and promotions from then on */
  readonly coming: readonly ComingDay[]
  /** every KPI of the whole shop and of each category, over the days the digest looks back */
  readonly lines: readonly Line[]
  /** what the KPI whose move is located is made of */
  readonly cells: MetricCells | null
  readonly suggestions: readonly StoredSuggestion[]
  /** what every rule's advice has brought so far */
  readonly rules: readonly RuleRecord[]
  /** accepted suggestions that were measured within the last week */
  readonly measured: readonly Scored[]
  readonly alerts: readonly StoredAlert[]
  /** of the periods that the day is in */
  readonly targets: readonly StandingTarget[]
  /** merchants that do not keep a service level, breaches first, with who looks after them */
  readonly service: readonly ServiceBreach[]
  /** null where the digest is of a segment, which has no rows of its own that could be counted */
  readonly accounts: readonly Account[] | null
  readonly model: ModelVersion | null
  /** rules of the data that are broken though it was published */
  readonly broken: readonly BrokenRule[]
  /** why what has landed since is not in these figures */
  readonly failed: readonly FailedCheck[]
}

interface ServiceBreach {
  readonly id: string
  readonly name: string
  readonly owner: string | null
  readonly faults: readonly ServiceFault[]
}

/** enough for a baseline of twelve weeks and a chart of four */
const LOOK_BACK_DAYS = 112
/** what is known that far ahead can still be prepared for */
const AHEAD_DAYS = 14
const SUGGESTIONS = 400
const WEEK_MS = 7 * 86_400_000

interface Slot {
  readonly day: Day
  readonly at: Date
}

/** Null when there is no data before the day. */
export async function readDaily(
  reads: Wholeness & {
    readonly lake: Pick<Lake, 'accounts'>
    readonly config: { readonly merchantsFile: string | null }
  },
  metrics: readonly Metric[],
  slot: Slot,
  segment: DigestSegment | null = null,
): Promise<DailyFacts | null> {
  const { lake, state } = reads
  const known = await asOf(reads, slot.day)
  if (!known) return null
  const range = { from: addDays(known.day, -LOOK_BACK_DAYS), to: addDays(known.day, 1) }
  if (segment) return ofSegment(reads, metrics, segment, { known, range, slot })
  const calendar = await digestCalendar(reads, known.day)
  const outcomes = await measuredOutcomes(state)
  const weekAgo = new Date(slot.at.getTime() - WEEK_MS)
  const lines = await kpiTable(lake, metrics, range, ['all', 'category'])
  return {
    metrics,
    asOf: known,
    promos: calendar,
    from: slot.day,
    coming: await comingDays(reads, { known, from: slot.day, days: AHEAD_DAYS }),
    lines,
    cells: await readCells(lake, { lines, days: [known.day], calendar: calendar.all }),
    suggestions: await currentSuggestions(state, { limit: SUGGESTIONS, at: slot.at }),
    rules: rulesOf(scored(outcomes)),
    measured: scored(outcomes.filter(({ measuredAt }) => measuredAt > weekAgo)),
    alerts: await openAlerts(state),
    targets: await readPaces(reads, await targetsOn(state, known.day), {
      known,
      forecasting,
    }),
    service: await serviceBreaches(reads, known.day),
    accounts: await lake.accounts(),
    model: await modelInUse(state, 'conversion'),
    broken: await brokenRules(state),
    failed: await failedChecks(state),
  }
}

/** Of the segment's own rows alone: nothing that is counted, said or measured of the shop beside it. */
async function ofSegment(
  reads: Wholeness & { readonly config: { readonly merchantsFile: string | null } },
  metrics: readonly Metric[],
  segment: DigestSegment,
  { known, range, slot }: { readonly known: AsOf; readonly range: DayRange; readonly slot: Slot },
): Promise<DailyFacts> {
  const { lake, state } = reads
  const { merchant } = Object.fromEntries(
    membersOf(segment.scope).map(({ dimension, member }) => [dimension, member]),
  )
  const service = merchant === undefined ? [] : await serviceBreaches(reads, known.day)
  const targets = targetsWithin(await targetsOn(state, known.day), segment)
  const suggestions = await currentSuggestions(state, { at: slot.at })
  return {
    metrics,
    asOf: segmentAsOf(known),
    promos: segmentPromos(await digestCalendar(reads, known.day), segment),
    from: slot.day,
    coming: within(await comingDays(reads, { known, from: slot.day, days: AHEAD_DAYS }), segment.scope),
    lines: await segmentLines(lake, metrics, segment, range),
    suggestions: suggestionsWithin(suggestions, segment),
    alerts: alertsWithin(await openAlerts(state), segment),
    targets: await readPaces(reads, targets, { known, forecasting }),
    service: service.filter(({ id }) => id === merchant),
    ...{ cells: null, rules: [], measured: [], accounts: null, model: null, broken: [], failed: [] },
  }
}

async function serviceBreaches(
  reads: Wholeness & { readonly config: { readonly merchantsFile: string | null } },
  day: Day,
): Promise<ServiceBreach[]> {
  const settings = readMerchantSettings(reads.config.merchantsFile)
  const all = await judged(reads, { day, settings })
  return all
    .flatMap(({ sums: { id, name }, faults }) =>
      faults.length === 0 ? [] : [{ id, name, owner: settings.owners[id] ?? null, faults }],
    )
    .sort((a, b) => Number(hasBreach(b.faults)) - Number(hasBreach(a.faults)))
}
