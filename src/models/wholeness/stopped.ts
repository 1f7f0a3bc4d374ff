/** What came of a day, as far as its hours tell. */
interface DaySoFar {
  /** rows of the day */
  readonly found: number
  /** the share of a usual day's rows that come by the hour of its last row, that hour included; 0 to 1 */
  readonly lastShare: number
  /** rows of a usual day of its weekday */
  readonly usual: number
}

/** Levels of a day against its usual, from next to nothing to twice as much: any is as likely. */
const LEVELS = Array.from({ length: 50 }, (_, i) => 0.015 * 1.105 ** i)
/** the steps between them grow */
const ANY_LEVEL = LEVELS
/** A source that stops was as usual before, give or take a fifth. */
const USUAL_LEVEL = LEVELS.map((level) => Math.exp(-0.5 * (Math.log(level) / 0.2) ** 2))
const MOMENTS = 50
/** rows come in bursts: so many say no more than this */
const MOST_ROWS = 200

/**
 * The logarithm of a Bayes factor: how much likelier the day is as one whose rows stopped coming at some moment than as
 * one on which fewer came from its first hour to its last. A Poisson process with the usual day's profile either way.
 * Stopped: at any moment, after a level that was usual (half of the weight) or any. Fewer: any level.
 *
 * Positive speaks for a stop: 4.6 is a hundred to one. 20 rows of 39, none after noon: 11. Two rows of 39 at nine and
 * ten: under 3, for a shop that falls to two has them at some hour.
 */
export function stoppedEvidence({ found, lastShare, usual }: DaySoFar): number {
  const scale = Math.min(1, MOST_ROWS / Math.max(found, usual, 1))
  const [rows, expected] = [found * scale, usual * scale]
  const fewer = LEVELS.map((level) => rows * Math.log(level) - level * expected)
  const stopped = Array.from({ length: MOMENTS }, (_, i) => (i + 0.5) / MOMENTS).map((moment) => {
    if (moment < lastShare) return Number.NEGATIVE_INFINITY
    const each = LEVELS.map((level) => rows * Math.log(level) - level * expected * moment)
    return logMean([logMean(each, ANY_LEVEL), logMean(each, USUAL_LEVEL)])
  })
  return logMean(stopped) - logMean(fewer, ANY_LEVEL)
}

function logMean(logs: readonly number[], weights?: readonly number[]): number {
  const most = Math.max(...logs)
  if (most === Number.NEGATIVE_INFINITY) return most
  let [sum, weight] = [0, 0]
  for (const [i, log] of logs.entries()) {
    const one = weights ? (weights[i] ?? 0) : 1
    sum += one * Math.exp(log - most)
    weight += one
  }
  return most + Math.log(sum / weight)
}
