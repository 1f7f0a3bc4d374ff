import { z } from 'zod'
import { flag } from '../database/columns.ts'
import type { State, Trx } from '../database/state.ts'

/** One day of one nightly forecast of the whole shop. Days are shop days. */
export interface StoredForecast {
  readonly metric: string
  /** the last day of data it was made from */
  readonly madeOn: string
  readonly forDay: string
  readonly expected: number
  readonly low: number
  readonly high: number
  /** made afterwards, from the data up to `madeOn` as they are known now */
  readonly isReplay: boolean
}

const stored = z
  .object({
    metric: z.string(),
    made_on: z.string(),
    for_day: z.string(),
    expected: z.number(),
    low: z.number(),
    high: z.number(),
    is_replay: flag,
  })
  .transform(({ made_on: madeOn, for_day: forDay, is_replay: isReplay, ...row }) => ({
    ...row,
    madeOn,
    forDay,
    isReplay,
  }))

const ROWS_AT_ONCE = 500

/** A forecast once made stays as it was: the same again is ignored, so that nothing is judged with hindsight. */
export async function saveForecasts(trx: Trx, forecasts: readonly StoredForecast[]): Promise<void> {
  for (let from = 0; from < forecasts.length; from += ROWS_AT_ONCE) {
    const rows = forecasts.slice(from, from + ROWS_AT_ONCE).map(({ madeOn, forDay, isReplay, ...row }) => ({
      ...row,
      made_on: madeOn,
      for_day: forDay,
      is_replay: isReplay,
    }))
    await trx('forecast').insert(rows).onConflict(['metric', 'for_day', 'made_on']).ignore()
  }
}

/** Of one KPI, by the day they are for: `from` is in, `to` is not. */
export async function forecastsOf(
  state: Pick<State, 'read'>,
  metric: string,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<StoredForecast[]> {
  const rows = await state
    .read('forecast')
    .where({ metric })
    .where('for_day', '>=', from)
    .where('for_day', '<', to)
    .orderBy(['for_day', 'made_on'])
  return z.array(stored).parse(rows)
}

/** KPIs of which any forecast is kept. */
export async function metricsForecast(state: Pick<State, 'read'>): Promise<Set<string>> {
  const rows = z
    .array(z.object({ metric: z.string() }))
    .parse(await state.read('forecast').distinct('metric'))
  return new Set(rows.map(({ metric }) => metric))
}

export async function dropForecastsBefore(trx: Trx, day: string): Promise<void> {
  await trx('forecast').where('for_day', '<', day).delete()
}
