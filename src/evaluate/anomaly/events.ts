import { addDays } from '../../lib/days.ts'
import { Fault } from '../../lib/errors.ts'
import { plural } from '../../lib/text.ts'
import { judge } from '../../models/anomaly/anomaly.ts'
import type { KpiUnit } from '../../models/anomaly/baseline.ts'
import type { Calendar } from '../../models/calendar/calendar.ts'
import { isNearHoliday, knownHolidays } from '../../models/forecast/known-holidays.ts'
import type { Score } from '../evaluation.ts'
import { readCalendar } from '../files/read-calendar.ts'
import { type EventRule, threeSigma, weekdayMad } from './event-rules.ts'
import { eventScore, type Watched } from './event-score.ts'
import {
  type Incident,
  readLabels,
  readWatched,
  type WatchedColumns,
  type WatchedSeries,
} from './watched-file.ts'

type Progress = (done: number, total: number, step: string) => void

const HISTORY_DAYS = 182
/** on a named day, and beside one: its namesakes are a year ago */
const YEARS_DAYS = 800
/** and what is beside its last day */
const MONTH_DAYS = 33

type DayRule = (...asked: [...Parameters<EventRule>, at: number]) => ReturnType<EventRule>

/** Each day of each series judged by the days before it alone, as the watch would have, against what was labelled. */
export async function evaluateEvents(
  asked: {
    readonly csv: string
    readonly labels: string
    readonly columns: WatchedColumns
    readonly calendar: string | null
  },
  progress: Progress,
): Promise<Score> {
  const { series, unit, rows, notes } = await readWatched(asked.csv, asked.columns)
  const labels = await readLabels(asked.labels)
  const own = asked.calendar === null ? null : await readCalendar(asked.calendar)
  const only =
    series.length === 1 && labels.incidents.size === 1 ? [...labels.incidents.values()][0] : undefined
  const incidentsOf = ({ name }: WatchedSeries) => labels.incidents.get(name) ?? only ?? []
  const strange = only
    ? []
    : [...labels.incidents.keys()].filter((name) => !series.some((one) => one.name === name))
  if (strange.length === labels.incidents.size && labels.incidents.size > 0)
    throw new Fault(
      `No label is of a series of ${asked.csv}: ${strange.slice(0, 3).join(', ')}.`,
      `The file has ${series
        .slice(0, 3)
        .map(({ name }) => name)
        .join(', ')}; name the column with --series.`,
    )
  const by = (rule: EventRule) => series.map((one) => watch(one, rule, incidentsOf(one)))
  const ours = series.map((one, i) => {
    const watched = watch(one, ownRule(unit, one, own?.days ?? new Map()), incidentsOf(one))
    progress(i + 1, series.length, 'series judged')
    return watched
  })
  const judgedDays = ours.reduce((sum, one) => sum + one.judgedDays, 0)
  if (judgedDays === 0)
    throw new Fault(
      'No series is long enough to be judged.',
      'It takes 14 ordinary days before the first day judged.',
    )
  return {
    input: asked.csv,
    rows,
    metrics: { ...figures(ours), series: series.length, judgedDays },
    baselines: { weekdayMad: figures(by(weekdayMad)), threeSigma: figures(by(threeSigma)) },
    notes: [
      ...notes,
      ...labels.notes,
      ...(own?.notes ?? []),
      ...(strange.length > 0
        ? [
            `Labels of ${plural(strange.length, 'series', 'series')} that the file does not have left out: ${strange.slice(0, 3).join(', ')}.`,
          ]
        : []),
      'Alarms on days in a row are one; it is right when it touches an incident.',
      own
        ? 'The calendar is known to Floorwalker alone, as are the feasts that made a difference before.'
        : 'Feasts that made a difference before are known; campaigns of the shop are told by --calendar.',
    ],
  }
}

/** As the watch judges: knowing the campaigns, and of feasts what was seen of them before the month. */
function ownRule(unit: KpiUnit, { days }: WatchedSeries, campaigns: Calendar): DayRule {
  let [month, calendar] = ['', campaigns]
  return (history, today, at) => {
    if (today.day.slice(0, 7) !== month) {
      month = today.day.slice(0, 7)
      const seen = days.slice(0, at).map(({ day, of, over }) => ({ day, value: over > 0 ? of / over : null }))
      calendar = new Map([...knownHolidays(seen, addDays(today.day, MONTH_DAYS)), ...campaigns])
    }
    const all = isNearHoliday(today.day, calendar) ? days.slice(Math.max(0, at - YEARS_DAYS), at) : history
    const found = judge({ unit, history: all, today, calendar })
    return found.kind === 'finding' ? found.isAnomaly : null
  }
}

/** Incidents before the first day that could be judged are not asked for. */
function watch({ days }: WatchedSeries, rule: DayRule, incidents: readonly Incident[]): Watched {
  const judged = days.flatMap((today, i) => {
    const isOut = rule(days.slice(Math.max(0, i - HISTORY_DAYS), i), today, i)
    return isOut === null ? [] : [{ day: today.day, isOut }]
  })
  const first = judged[0]?.day
  return {
    judgedDays: judged.length,
    incidents: incidents.filter(({ last }) => first !== undefined && last >= first),
    alarms: judged.filter(({ isOut }) => isOut).map(({ day }) => day),
  }
}

function figures(watched: readonly Watched[]): Record<string, number> {
  const { precision, recall, f1, falseAlarmsPerSeriesYear, medianDelayDays, incidents, found, falseAlarms } =
    eventScore(watched)
  return { precision, recall, f1, falseAlarmsPerSeriesYear, medianDelayDays, incidents, found, falseAlarms }
}
