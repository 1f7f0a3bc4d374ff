import { countryDays } from '../../calendar/country-days.ts'
import { addDays } from '../../lib/days.ts'
import { Fault } from '../../lib/errors.ts'
import { type Evaluation, required } from '../evaluation.ts'
import { type NamedIntervals, readIntervals, readSpans } from './intervals-file.ts'
import { ewma, type IntervalRule, sameIntervalMad, sameIntervalZ } from './rules.ts'
import { intradayScore, type Span, type WatchedIntervals } from './score.ts'
import { FIRST_DAYS, watchByRule, watchFile } from './watch-file.ts'

const usage =
  'intraday --csv <file> --labels <file> [--step 15m] [--date <column>] [--value <column>] [--series <column>] [--country DE] [--json]'
const DAY_MS = 86_400_000
const STEPS = [5, 10, 15, 20, 30, 60]

export const intraday: Evaluation = {
  what: 'intraday',
  usage,
  about:
    'how soon a fall within the day is noticed, and how often in vain: events, or counts of equal stretches, judged interval by interval',
  options: {
    csv: 'a file of events (a row each) or of counts by time',
    labels: 'what was wrong: series, start and end as CSV',
    step: 'the length of an interval in minutes: 5m, 10m, 15m, 20m, 30m or 60m',
    date: 'the column of times',
    value: 'the column of counts; without one every row is one event',
    series: 'the column that tells series apart',
    country: 'whose holidays are expected: two letters',
  },
  async run(asked) {
    const [csv, labels] = [required(asked, 'csv', { usage }), required(asked, 'labels', { usage })]
    const step = stepOf(asked.option('step'))
    const columns = {
      time: asked.option('date'),
      value: asked.option('value'),
      series: asked.option('series'),
    }
    const { series, rows, notes } = await readIntervals(csv, columns, step)
    const spans = await readSpans(labels)
    const [only] = series.length === 1 && spans.size === 1 ? [...spans.values()] : []
    const known = new Set(series.map(({ name }) => name))
    const strange = only ? [] : [...spans.keys()].filter((name) => !known.has(name))
    if (strange.length > 0 && strange.length === spans.size)
      throw new Fault(
        `No label is of a series of ${csv}: ${strange.slice(0, 3).join(', ')}.`,
        `The file has ${[...known].slice(0, 3).join(', ')}; name the column with --series.`,
      )
    const country = asked.option('country')
    if (country !== null) for (const one of series) await nameDays(one, country.toUpperCase())
    const watchedBy = (alarms: (one: NamedIntervals) => WatchedIntervals['alarms']) =>
      series.map((one) => watched(one, only ?? spans.get(one.name) ?? [], alarms(one)))
    let done = 0
    const ours = watchedBy((one) => {
      asked.progress(done++, series.length, 'watch')
      return watchFile(one)
    })
    const byRule = (rule: IntervalRule, limit: number) =>
      figures(watchedBy((one) => watchByRule(one, rule, limit)))
    const judgedDays = ours.reduce((sum, one) => sum + one.judgedMs, 0) / DAY_MS
    if (judgedDays === 0)
      throw new Fault(
        'No series is long enough to be judged.',
        `It takes ${FIRST_DAYS} days before the first day judged.`,
      )
    return {
      model:
        'the bot’s own watch of today: expected by time of week and level of today, exact for small counts',
      input: csv,
      rows,
      metrics: { ...figures(ours), series: series.length, judgedDays },
      baselines: {
        sameIntervalZ: byRule(sameIntervalZ, 3),
        sameIntervalMad: byRule(sameIntervalMad, 3.5),
        ewma: byRule(ewma, 3),
      },
      notes: [
        ...notes,
        'Only falls are alarms. One is right when it is noticed during an incident or within an hour after it.',
        'Times are read as the shop’s own clock; the first two weeks are learned from and not judged.',
        ...(strange.length > 0
          ? [`Labels of series that the file does not have left out: ${strange.slice(0, 3).join(', ')}.`]
          : []),
      ],
    }
  },
}

function stepOf(typed: string | null): number {
  if (typed === null) return 15
  const minutes = Number(/^(\d+)\s*m?(?:in)?$/.exec(typed)?.[1])
  if (STEPS.includes(minutes)) return minutes
  throw new Fault(`--step "${typed}" is not one of ${STEPS.join(', ')} minutes.`, 'Write it as 15m.')
}

/** Incidents before the first day that could be judged are not asked for. */
function watched(
  { grid, startMs }: NamedIntervals,
  incidents: readonly Span[],
  alarms: WatchedIntervals['alarms'],
): WatchedIntervals {
  const days = (grid.day.at(-1) ?? 0) + 1
  const first = startMs + FIRST_DAYS * DAY_MS
  return {
    judgedMs: Math.max(0, days - FIRST_DAYS) * DAY_MS,
    incidents: incidents.filter(({ to }) => to > first && to <= startMs + days * DAY_MS),
    alarms,
  }
}

async function nameDays({ grid, startMs }: NamedIntervals, country: string): Promise<void> {
  if (!/^[A-Z]{2}$/.test(country))
    throw new Fault(`--country "${country}" is not a country.`, 'Write its two letters, for example DE.')
  const first = new Date(startMs).toISOString().slice(0, 10)
  const named = await countryDays(country, { from: first, to: addDays(first, (grid.day.at(-1) ?? 0) + 1) })
  for (const [at, day] of grid.day.entries()) if (named.has(addDays(first, day))) grid.isNamed[at] = 1
}

function figures(watched: readonly WatchedIntervals[]): Record<string, number> {
  return { ...intradayScore(watched) }
}
