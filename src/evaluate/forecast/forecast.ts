import { countryDays } from '../../calendar/country-days.ts'
import { Fault } from '../../lib/errors.ts'
import { sum, sumOf } from '../../lib/sum.ts'
import { plural, showNumber } from '../../lib/text.ts'
import type { Calendar } from '../../models/calendar/calendar.ts'
import { type Evaluation, listed, NOT_THE_BOT, numeric, required, type Score } from '../evaluation.ts'
import { readCalendar } from '../files/read-calendar.ts'
import { dayAt, type Judged, judgeSeries, WAYS, type Way } from './judge-forecast.ts'
import { readSeries, type SeriesFile } from './series-file.ts'

const MAX_ORIGINS = 6
/** forecasts in all: with many series fewer origins tell as much */
const MAX_FORECASTS = 6000

const usage =
  'forecast --csv <file> [--horizon 14] [--series <column>,..] [--date <column>] [--value <column>] [--gaps missing|zero] [--origins 6] [--calendar <file>] [--country DE] [--json]'

export const forecast: Evaluation = {
  what: 'forecast',
  usage,
  about:
    'how near forecasts from past days came, beside seasonal naive and Holt-Winters; steps other than days are not used by the bot',
  options: {
    csv: 'a file of series, date, value; or wide: a column or a row a series',
    horizon: 'steps ahead',
    series: 'its columns of what is measured, separated by commas',
    date: 'its column of dates',
    value: 'its column of values',
    gaps: 'what a step without a row is: missing or zero',
    calendar: 'campaigns of the shop: date, end where they lasted, name; for series of days',
    country: 'whose holidays are expected: two letters, as the bot takes it from the time zone of the shop',
    origins: 'how many past days each series is forecast from',
  },
  async run(asked) {
    const input = required(asked, 'csv', { usage })
    const horizon = numeric(asked, 'horizon', { usual: 14, min: 1, max: 366 })
    const wanted = numeric(asked, 'origins', { usual: MAX_ORIGINS, min: 1, max: 60 })
    const file = await readSeries(input, {
      series: listed(asked, 'series'),
      date: asked.option('date'),
      value: asked.option('value'),
      gaps: gapsOf(asked.option('gaps')),
    })
    const origins = Math.max(1, Math.min(wanted, Math.floor(MAX_FORECASTS / file.series.length)))
    const calendarFile = asked.option('calendar')
    const calendar = calendarFile === null ? null : await readCalendar(calendarFile)
    if (calendar && !file.step.isDay)
      throw new Fault(
        `--calendar names days, and ${input} has one value a ${file.step.name}.`,
        'Leave it out.',
      )
    const ofCountry = await holidaysIn(file, countryAsked(asked.option('country')))
    const judged: Judged[] = []
    for (const [i, one] of file.series.entries()) {
      judged.push(
        judgeSeries(one, {
          step: file.step,
          horizon,
          origins,
          calendar: calendar?.days ?? new Map(),
          ofCountry,
        }),
      )
      asked.progress(i + 1, file.series.length, 'forecast the series')
    }
    const notes = [...file.notes, ...(calendar?.notes ?? [])]
    return scoreOf({ ...file, notes }, judged, { input, horizon, origins })
  },
}

/** Two letters, or none. */
function countryAsked(typed: string | null): string | null {
  if (typed === null || /^[A-Za-z]{2}$/.test(typed)) return typed?.toUpperCase() ?? null
  throw new Fault(`--country "${typed}" is not a country.`, 'Write its two letters, for example DE.')
}

async function holidaysIn({ series, step }: SeriesFile, country: string | null): Promise<Calendar> {
  if (country === null || !step.isDay) return new Map()
  const from = series.reduce((least, { first }) => Math.min(least, first), Number.POSITIVE_INFINITY)
  const to = series.reduce((most, { first, values }) => Math.max(most, first + values.length), 0)
  return countryDays(country, { from: dayAt(from), to: dayAt(to) })
}

function gapsOf(typed: string | null): 'missing' | 'zero' | null {
  if (typed === null || typed === 'missing' || typed === 'zero') return typed
  throw new Fault(`--gaps "${typed}" is neither missing nor zero.`, 'Leave it out to let the file tell.')
}

function scoreOf(
  file: SeriesFile,
  judged: readonly Judged[],
  { input, horizon, origins }: { input: string; horizon: number; origins: number },
): Score {
  const told = judged.filter((one) => one.kind === 'judged')
  const short = judged.filter((one) => one.kind === 'too-short')
  if (told.length === 0) {
    const [one] = short
    throw new Fault(
      `No series of ${input} is long enough: the longest has ${plural(
        short.reduce((most, { have }) => Math.max(most, have), 0),
        file.step.name,
      )}.`,
      `A horizon of ${horizon} needs ${one?.need ?? horizon}; ask for fewer with --horizon.`,
    )
  }
  const of = (way: Way) => {
    const figures = told.map((one) => one.ways[way])
    return {
      mase: averageOf(figures.map(({ mase }) => mase)),
      smape: averageOf(figures.map(({ smape }) => smape)),
      coverage80: averageOf(figures.map(({ coverage }) => coverage)),
    }
  }
  const [ours, naive] = [of('ours'), of('seasonalNaive')]
  const scaled = told.filter(({ ways }) => ways.ours.mase !== null).length
  const forecasts = sumOf(told, (one) => one.origins)
  return {
    model: file.step.isDay
      ? 'the bot’s own forecast of days'
      : `the bot’s own ensemble by the ${file.step.name}, ${NOT_THE_BOT}: it forecasts days`,
    input,
    rows: file.rows,
    metrics: {
      ...ours,
      skill: 1 - ours.mase / naive.mase,
      msPerSeries: averageOf(told.map(({ ms }) => ms)),
      series: told.length,
      forecasts,
    },
    baselines: Object.fromEntries(WAYS.filter((way) => way !== 'ours').map((way) => [way, of(way)])),
    verdict: verdictOf(ours.mase, naive.mase),
    notes: [
      ...file.notes,
      `${showNumber(forecasts)} forecasts of ${plural(horizon, file.step.name)}, up to ${plural(origins, 'origin')} a series, ${plural(horizon, file.step.name)} apart and ending with the last value. MASE is scaled by the error of repeating the last season within what each origin had seen; both errors are those of the median. msPerSeries is processor time.`,
      ...(short.length > 0
        ? [`${plural(short.length, 'series', 'series')} left out: too short, ${short[0]?.need} are needed.`]
        : []),
      ...(scaled < told.length
        ? [
            `${plural(told.length - scaled, 'series', 'series')} without a MASE: they repeat themselves exactly.`,
          ]
        : []),
    ],
  }
}

function verdictOf(ours: number, naive: number): string {
  if (!Number.isFinite(ours) || !Number.isFinite(naive))
    return 'Nothing to compare with: the series repeat themselves.'
  const share = showNumber(100 * Math.abs(1 - ours / naive), 1)
  return ours < naive
    ? `The forecast errs ${share} % less than repeating the last season.`
    : `Repeating the last season does as well: the forecast errs ${share} % more.`
}

function averageOf(values: readonly (number | null)[]): number {
  const known = values.flatMap((value) => (value === null ? [] : [value]))
  return known.length > 0 ? sum(known) / known.length : Number.NaN
}
