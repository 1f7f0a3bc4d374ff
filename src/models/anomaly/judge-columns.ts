import type { Day } from '../../lib/days.ts'
import { sumOf } from '../../lib/sum.ts'
import type { Calendar } from '../calendar/calendar.ts'
import { judge } from './anomaly.ts'
import { dayNumber, type KpiDay } from './baseline.ts'
import type { Finding, Judgement } from './finding.ts'

/** How series are to be judged: many share one. */
type Settings = Pick<
  Judgement,
  'unit' | 'limit' | 'leastEvents' | 'leastChange' | 'leastCents' | 'wholeRatio'
> & {
  /** which of the calendars; none is every day ordinary */
  readonly calendar?: number
}

/** Many series as columns, which a thread takes over without a copy: only the few settingsList and calendars are copied. */
export interface JudgedColumns {
  /** days since 1970-01-01, sorted within a series; its last row is the day judged */
  readonly days: Int32Array
  readonly of: Float64Array
  readonly over: Float64Array
  /** of each series the row after its last */
  readonly ends: Int32Array
  /** of each series which of the settingsList */
  readonly settings: Int32Array
  /** of each series the money one event is worth, in cents; NaN where none was told */
  readonly worthCents: Float64Array
  readonly settingsList: readonly Settings[]
  readonly calendars: readonly Calendar[]
}

/** What moves to the thread. */
export function columnsOf({ days, of, over, ends, settings, worthCents }: JudgedColumns): ArrayBufferView[] {
  return [days, of, over, ends, settings, worthCents]
}

/** What came of each series; the findings only of those that are anomalies: the rest is read by nobody. */
export interface JudgedSeries {
  /** NaN where the past is too short */
  readonly p: Float64Array
  readonly anomalies: readonly { readonly at: number; readonly finding: Finding }[]
}

const DAY_MS = 86_400_000

/** `judge` for the last day of each series: for a thread of its own, a quarter of a millisecond a series. */
export function judgeColumns(columns: JudgedColumns): JudgedSeries {
  const { days, of, over, ends, settings, settingsList, calendars } = columns
  const names = new Map<number, Day>()
  const nameOf = (number: number) => {
    const known = names.get(number) ?? new Date(number * DAY_MS).toISOString().slice(0, 10)
    names.set(number, known)
    return known
  }
  const p = new Float64Array(ends.length).fill(Number.NaN)
  const anomalies: JudgedSeries['anomalies'][number][] = []
  for (let at = 0; at < ends.length; at++) {
    const history: KpiDay[] = []
    for (let row = at === 0 ? 0 : (ends[at - 1] ?? 0); row < (ends[at] ?? 0); row++)
      history.push({ day: nameOf(days[row] ?? 0), of: of[row] ?? 0, over: over[row] ?? 0 })
    const today = history.pop()
    const { calendar, ...how } = settingsList[settings[at] ?? 0] ?? { unit: 'count' }
    if (!today) continue
    const named = calendar === undefined ? undefined : calendars[calendar]
    const worthCents = columns.worthCents[at] ?? Number.NaN
    const finding = judge({
      ...how,
      history,
      today,
      ...(named && { calendar: named }),
      ...(!Number.isNaN(worthCents) && { worthCents }),
    })
    if (finding.kind === 'too-short') continue
    p[at] = finding.p
    if (finding.isAnomaly) anomalies.push({ at, finding })
  }
  return { p, anomalies }
}

/** A series to judge as it is at hand: its days, the last of them to be judged. */
export type SeriesToJudge = Omit<Settings, 'calendar'> & {
  readonly points: readonly KpiDay[]
  readonly calendar?: Calendar
  readonly worthCents?: number
}

/** Into columns, a series a step, so that whoever asks can do other things between. */
export function* packed(series: readonly SeriesToJudge[]): Generator<void, JudgedColumns> {
  const rows = sumOf(series, ({ points }) => points.length)
  const columns = {
    days: new Int32Array(rows),
    of: new Float64Array(rows),
    over: new Float64Array(rows),
    ends: new Int32Array(series.length),
    settings: new Int32Array(series.length),
    worthCents: new Float64Array(series.length),
  }
  const [settingsList, calendars] = [
    new Map<string, { code: number; settings: Settings }>(),
    new Map<Calendar, number>(),
  ]
  let row = 0
  for (const [at, { points, calendar, worthCents, ...how }] of series.entries()) {
    for (const point of points) {
      columns.days[row] = dayNumber(point.day)
      columns.of[row] = point.of
      columns.over[row] = point.over
      row++
    }
    columns.ends[at] = row
    columns.worthCents[at] = worthCents ?? Number.NaN
    if (calendar && !calendars.has(calendar)) calendars.set(calendar, calendars.size)
    const nth = calendar && calendars.get(calendar)
    const settings: Settings = nth === undefined ? how : { ...how, calendar: nth }
    const key = JSON.stringify(settings)
    const known = settingsList.get(key) ?? { code: settingsList.size, settings }
    settingsList.set(key, known)
    columns.settings[at] = known.code
    yield
  }
  return {
    ...columns,
    settingsList: [...settingsList.values()].map(({ settings }) => settings),
    calendars: [...calendars.keys()],
  }
}
