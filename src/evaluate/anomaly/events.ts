import { Fault } from '../../lib/errors.ts'
import { sumOf } from '../../lib/sum.ts'
import { plural } from '../../lib/text.ts'
import type { Calendar } from '../../models/calendar/calendar.ts'
import type { Score } from '../evaluation.ts'
import { readCalendar } from '../files/read-calendar.ts'
import { type EventRule, threeSigma, weekdayMad } from './event-rules.ts'
import { eventScore, type Watched } from './event-score.ts'
import { type JudgedDay, SHOP, watchSeries } from './watch-series.ts'
import {
  type Incident,
  readLabels,
  readWatched,
  type WatchedColumns,
  type WatchedSeries,
} from './watched-file.ts'

type Progress = (done: number, total: number, step: string) => void

/** days of the past that the simple rules look back on */
const HISTORY_DAYS = 182
const MODEL =
  'the bot’s own watch: limits and named days of each KPI, holidays seen before, and the correction for how many are judged on a day'

/** Each day of each series judged by the days before it alone, as the watch would have, against what was labelled. */
export async function evaluateEvents(
  asked: {
    readonly csv: string
    readonly labels: string
    readonly columns: WatchedColumns
    readonly calendar: string | null
    readonly country: string | null
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
  const by = (rule: EventRule) => series.map((one) => byRule(one, rule, incidentsOf(one)))
  const campaigns: Calendar = own?.days ?? new Map()
  const ours = (await watchSeries({ series, unit, campaigns, country: asked.country }, progress)).map(
    (days, i) => watched(days, series[i] ? incidentsOf(series[i]) : []),
  )
  const judgedDays = sumOf(ours, (one) => one.judgedDays)
  if (judgedDays === 0)
    throw new Fault(
      'No series is long enough to be judged.',
      'It takes 14 ordinary days before the first day judged.',
    )
  return {
    model: MODEL,
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
      ...(series.length >= SHOP
        ? ['The series are the parts of one shop: soon after named days each is judged beside their sum.']
        : []),
      'Alarms on days in a row are one; it is right when it touches an incident.',
      own
        ? 'The calendar is known to Floorwalker alone, as are the feasts that made a difference before.'
        : 'Feasts that made a difference before are known; campaigns of the shop are told by --calendar.',
      ...(asked.country === null
        ? ['The holidays of a country that the file has not seen yet are expected with --country.']
        : [`The holidays of ${asked.country} are expected before the file has seen them.`]),
    ],
  }
}

function byRule({ days }: WatchedSeries, rule: EventRule, incidents: readonly Incident[]): Watched {
  const judged = days.flatMap((today, i) => {
    const isOut = rule(days.slice(Math.max(0, i - HISTORY_DAYS), i), today)
    return isOut === null ? [] : [{ day: today.day, isOut }]
  })
  return watched(judged, incidents)
}

/** Incidents before the first day that could be judged are not asked for. */
function watched(judged: readonly JudgedDay[], incidents: readonly Incident[]): Watched {
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
