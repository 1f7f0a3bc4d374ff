import type { Point } from '../../src/metrics/metric.ts'
import type { Locale } from '../../src/report/words/locale.ts'
import type { StoredForecast } from '../../src/state/models/forecasts.ts'

/** How stored forecasts did, once their day had come. */
export interface PastRecord {
  readonly due: number
  readonly within: number
  /** of those due, made afterwards on the data known then */
  readonly replayed: number
  /** median of |came - expected| / came, null where nothing came */
  readonly typicalError: number | null
}

/** days back over which forecasts are held against what came */
export const RECORD_DAYS = 28

/** Holds what was forecast against what came; days without a value judge nothing. */
export function recordOf(stored: readonly StoredForecast[], points: readonly Point[]): PastRecord {
  const came = new Map(points.map(({ day, value }) => [day, value]))
  const judged = stored.flatMap((one) => {
    const value = came.get(one.forDay) ?? null
    return value === null ? [] : [{ ...one, value }]
  })
  const errors = judged
    .filter(({ value }) => value > 0)
    .map(({ value, expected }) => Math.abs(value - expected) / value)
    .sort((a, b) => a - b)
  return {
    due: judged.length,
    within: judged.filter(({ value, low, high }) => value >= low && value <= high).length,
    replayed: judged.filter(({ isReplay }) => isReplay).length,
    typicalError: errors[Math.floor(errors.length / 2)] ?? null,
  }
}

/** `Record: of the last 52 forecasts that came due, 43 (83 %) lay within their 80 % interval; typically 4.1 % off.` */
export function sayRecord(
  { due, within, replayed, typicalError }: PastRecord,
  { words: { forecast }, percent }: Locale,
): string {
  if (due === 0) return forecast.noRecord
  const off = typicalError === null ? null : percent(typicalError, 1)
  return forecast.record({ due, within, replayed, off })
}
