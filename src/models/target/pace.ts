import { normalCdf } from '../../stats/distributions/normal.ts'
import { Z80 } from '../../stats/distributions/z.ts'

/** What is still to come over the rest of a period, with its 80 % interval. */
export interface Rest {
  readonly expected: number
  readonly median: number
  readonly low: number
  readonly high: number
}

export interface Pace {
  /** where the period will end: what is done and what is still to come */
  readonly end: { readonly expected: number; readonly low: number; readonly high: number } | null
  /** of 1: that the target is reached; null while nothing can be said of the rest */
  readonly chance: number | null
  /** still to be done; 0 once it is reached */
  readonly missing: number
  /** what each of the days left would have to bring; null when none is left */
  readonly missingADay: number | null
}

/** Never quite sure of what has not happened: a forecast's errors have longer tails than it has seen. */
const SUREST = 0.99

/**
 * How a target stands. `done` and `target` in the unit of the KPI; `daysLeft` without the days that are done; `rest` is the
 * forecast of those days together, null when none can be made. The chance is that of the rest being at least what is
 * missing, the rest taken as two half normals about its median with the forecast's own 80 % interval (10 % beyond each
 * end): its errors are wider above than below. The forecast's interval is calibrated by its own past errors
 * (forecast/intervals.ts), so the chance is as good as that; `bench/pace` measures both.
 */
export function pace({
  target,
  done,
  daysLeft,
  rest,
}: {
  readonly target: number
  readonly done: number
  readonly daysLeft: number
  readonly rest: Rest | null
}): Pace {
  const missing = Math.max(0, target - done)
  if (daysLeft === 0)
    return {
      end: { expected: done, low: done, high: done },
      chance: done >= target ? 1 : 0,
      missing,
      missingADay: null,
    }
  const missingADay = missing / daysLeft
  if (missing === 0) return { end: endOf(done, rest), chance: 1, missing, missingADay }
  return { end: endOf(done, rest), chance: rest && atLeast(missing, rest), missing, missingADay }
}

function endOf(done: number, rest: Rest | null): Pace['end'] {
  return rest && { expected: done + rest.expected, low: done + rest.low, high: done + rest.high }
}

function atLeast(wanted: number, { median, low, high }: Rest): number {
  const side = wanted > median ? high - median : median - low
  if (side <= 0) return wanted > median ? 1 - SUREST : SUREST
  const chance = 1 - normalCdf((Z80 * (wanted - median)) / side)
  return Math.min(SUREST, Math.max(1 - SUREST, chance))
}
