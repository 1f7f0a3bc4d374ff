import { Fault } from '../../lib/errors.ts'
import { type Evaluation, listed, required } from '../evaluation.ts'
import { evaluateEvents } from './events.ts'
import { evaluateNab } from './nab.ts'

const usage =
  'anomaly --nab <folder> | --csv <file> --labels <file> [--series <columns>] [--date <column>] [--value <column> | --of <column> --over <column>] [--country DE] [--json]'

export const anomaly: Evaluation = {
  what: 'anomaly',
  usage,
  about:
    'how well what is unusual is found: on days of KPIs by the bot’s own watch; on a folder of the Numenta Anomaly Benchmark by a streaming scorer, not used by the bot',
  options: {
    nab: 'a folder in the shape of the Numenta Anomaly Benchmark',
    csv: 'a long file of days: series, date, and value or the two parts of a ratio',
    labels: 'what was wrong: series, date and end as CSV, or JSON by series',
    calendar: 'campaigns of the shop: date, end where they lasted, name',
    country: 'whose holidays are expected: two letters, as the bot takes it from the time zone of the shop',
    series: 'the columns that tell series apart',
    date: 'the column of days',
    value: 'the column of a count or an amount',
    of: 'the upper part of a ratio',
    over: 'its lower part',
  },
  async run(asked) {
    const nab = asked.option('nab')
    if (nab) return evaluateNab(nab, asked.progress)
    const [csv, labels] = [required(asked, 'csv', { usage }), required(asked, 'labels', { usage })]
    const columns = {
      series: listed(asked, 'series'),
      date: asked.option('date'),
      value: asked.option('value'),
      of: asked.option('of'),
      over: asked.option('over'),
    }
    const country = asked.option('country')
    if (country !== null && !/^[A-Za-z]{2}$/.test(country))
      throw new Fault(`--country "${country}" is not a country.`, 'Write its two letters, for example DE.')
    return evaluateEvents(
      {
        csv,
        labels,
        columns,
        calendar: asked.option('calendar'),
        country: country?.toUpperCase() ?? null,
      },
      asked.progress,
    )
  },
}
