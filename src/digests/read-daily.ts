import type { Account, Lake } from '../lake/lake.ts'
import { addDays, type Day } from '../lib/days.ts'
import { type AsOf, asOf } from '../metrics/as-of.ts'
import { cells, type KpiCell } from '../metrics/cells.ts'
import { kpiTable, type Line } from '../metrics/kpi-table.ts'
import type { Dimension, Metric } from '../metrics/metric.ts'
import { type Promos, promos } from '../metrics/promos.ts'
import { comparableDays } from '../metrics/usual.ts'
import { openAlerts, type StoredAlert } from '../state/alerts.ts'
import type { State } from '../state/connect.ts'
import { championOf, type ModelVersion } from '../state/models.ts'
import { currentSuggestions, type SavedSuggestion } from '../state/suggestions.ts'

/** Everything a daily digest is decided from. */
export interface DailyFacts {
  readonly metrics: readonly Metric[]
  readonly asOf: AsOf
  readonly promos: Promos
  /** every KPI of the whole shop and of each category, over the days the digest looks back */
  readonly lines: readonly Line[]
  /** what the KPI whose move is located is made of */
  readonly located: Located | null
  readonly suggestions: readonly SavedSuggestion[]
  readonly alerts: readonly StoredAlert[]
  readonly accounts: readonly Account[]
  readonly model: ModelVersion | null
}

/** One KPI by several dimensions at once. */
export interface Located {
  readonly metric: Metric
  readonly dimensions: readonly Dimension[]
  readonly cells: readonly KpiCell[]
}

/** enough for a baseline of twelve weeks and a chart of four */
const LOOK_BACK_DAYS = 112
const SUGGESTIONS = 400
const PLACES: readonly Dimension[] = ['platform', 'category', 'channel', 'region']

/** Null when there is no data before the day. */
export async function readDaily(
  {
    lake,
    state,
  }: { readonly lake: Pick<Lake, 'query' | 'zone' | 'accounts'>; readonly state: Pick<State, 'read'> },
  metrics: readonly Metric[],
  slot: { readonly day: Day; readonly at: Date },
): Promise<DailyFacts | null> {
  const known = await asOf(lake, slot.day)
  if (!known) return null
  const range = { from: addDays(known.day, -LOOK_BACK_DAYS), to: addDays(known.day, 1) }
  const calendar = await promos(lake)
  const lines = await kpiTable(lake, metrics, range, ['all', 'category'])
  return {
    metrics,
    asOf: known,
    promos: calendar,
    lines,
    located: await locatedOn(lake, { lines, day: known.day, special: calendar.all }),
    suggestions: await currentSuggestions(state, { limit: SUGGESTIONS, at: slot.at }),
    alerts: await openAlerts(state),
    accounts: await lake.accounts(),
    model: await championOf(state, 'conversion'),
  }
}

/** Conversion where there are sessions, else GMV. */
async function locatedOn(
  lake: Pick<Lake, 'query'>,
  { lines, day, special }: { lines: readonly Line[]; day: Day; special: ReadonlyMap<Day, string> },
): Promise<Located | null> {
  for (const name of ['conversion', 'gmv']) {
    const line = lines.find(({ metric, scope }) => metric.name === name && scope === 'all')
    if (line?.points.some((point) => point.day === day && point.value !== null))
      return cellsOf(lake, line, day, special)
  }
  return null
}

/** The cells of a day and of the days it is compared with; null without a day to compare with. */
async function cellsOf(
  lake: Pick<Lake, 'query'>,
  { metric, points }: Pick<Line, 'metric' | 'points'>,
  day: Day,
  special: ReadonlyMap<Day, string>,
): Promise<Located | null> {
  const withData = new Set(points.filter(({ value }) => value !== null).map((point) => point.day))
  const before = comparableDays(day, (one) => withData.has(one), special)
  const dimensions = PLACES.filter((name) => metric.slices.includes(name))
  if (before.length < 2 || dimensions.length === 0) return null
  return { metric, dimensions, cells: await cells(lake, metric, { day, before, dimensions }) }
}
