import { type Grid, gridFrom } from '../../models/intraday/grid.ts'

const DAY_S = 86_400
/** 1970 began on a Thursday */
const MONDAY_S = 4 * DAY_S

/** Whole days of intervals from the day of `from` to that of `to` (seconds), by the clock that the times are written in. */
export function gridOf(
  from: number,
  to: number,
  stepMinutes: number,
): { readonly grid: Grid; readonly start: number } {
  const start = Math.floor(from / DAY_S) * DAY_S
  const slotsADay = 1440 / stepMinutes
  const days = Math.floor((to - start) / DAY_S) + 1
  const length = days * slotsADay
  const weekday = Math.floor((start - MONDAY_S) / DAY_S) % 7
  const grid = gridFrom(slotsADay, {
    weekSlot: Int16Array.from(
      { length },
      (_, at) => (((weekday + 7) % 7) * slotsADay + at) % (7 * slotsADay),
    ),
    day: Int32Array.from({ length }, (_, at) => Math.floor(at / slotsADay)),
    isNamed: new Uint8Array(length),
  })
  return { grid, start }
}

/** Events by interval, `weights` of them where a row stands for several. */
export function countEvents(
  times: Float64Array,
  {
    start,
    stepMinutes,
    length,
  }: { readonly start: number; readonly stepMinutes: number; readonly length: number },
  weights?: Float64Array,
): Float64Array {
  const counts = new Float64Array(length)
  for (const [i, time] of times.entries()) {
    const at = Math.floor((time - start) / (60 * stepMinutes))
    if (at >= 0 && at < length) counts[at] = (counts[at] ?? 0) + (weights?.[i] ?? 1)
  }
  return counts
}
