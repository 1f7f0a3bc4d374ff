import { plural, showPercent } from '../../src/lib/text.ts'
import type { Point } from '../../src/metrics/metric.ts'
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
export function sayRecord({ due, within, replayed, typicalError }: PastRecord): string {
  if (due === 0) return 'Record: none of the forecasts kept each night has come due yet.'
  const off = typicalError === null ? '' : `; typically ${showPercent(typicalError, 1)} off`
  const replay =
    replayed === 0
      ? ''
      : replayed === due
        ? ' All were made afterwards, on the data known then.'
        : ` ${plural(replayed, 'forecast')} of them made afterwards, on the data known then.`
  return `Record: of the last ${plural(due, 'forecast')} that came due, ${within} (${showPercent(within / due, 0)}) lay within the 80 % interval${off}.${replay}`
}
