import type { Day } from '../../lib/days.ts'
import { twoSidedP } from '../../stats/distributions/normal.ts'
import { limitAt } from './alarm-limit.ts'
import { expectedOn, type KpiDay, type KpiUnit } from './baseline.ts'
import { isClosedOn } from './empty-days.ts'
import { type Finding, type Judgement, LIMIT, NEED_DAYS, stakeOf, type TooShort } from './finding.ts'
import { type Band, bandOf } from './holiday-bands.ts'
import { type Drift, driftOf } from './kpi-drift.ts'
import { type Distance, deviationOf, distance } from './limits.ts'
import { ordinaryState } from './ordinary.ts'
import { isBackAtEarlier, isDriftBack } from './recovery.ts'
import { asKnown, inDoubt, scaleDoubt } from './scale-doubt.ts'
import { type SlowShift, slowShift } from './slow-shift.ts'
import { emptyDaysOf, judgeSparse } from './sparse.ts'

/**
 * nearer than this to what is expected by now, a day is no news: a shift before it has been learnt, or is over. Chosen as
 * STILL of come-back.ts was: fewest false alarms for incidents lost, on seeds 101, 202, 7001 and 7002 of the acceptance generator, held on 31 to 34
 */
const MOVED = 1.5

/**
 * Is this day outside what the KPI's own past allows? Use once a day and KPI (and slice), then correct the p-values
 * of the run with `benjaminiHochberg`. Shock: rates have beta-binomial limits, counts negative binomial, money robust log
 * residuals, all over the same baseline (discounted level x weekday) that is frozen on days that were themselves outside,
 * until three in a row show a new level. Drift: a two-sided CUSUM over the days since (`driftOf`), and of rates the last
 * weeks against the quarter before (`slowShift`), which a level that follows cannot teach. Series with a habit of empty
 * days have a model of their own (`judgeSparse`). Days of the calendar
 * never enter the baseline and are compared with earlier days of the same name; days beside them may be part of them.
 * Fewer than 14 ordinary days, or a day without a base, is `too-short`.
 */
export function judge(asked: Judgement): Finding | TooShort {
  const { unit, today, calendar = new Map<Day, string>() } = asked
  const ordinaryDays =
    calendar.size === 0 ? asked.history : asked.history.filter(({ day }) => !calendar.has(day))
  const empty = emptyDaysOf(unit, ordinaryDays)
  if (empty && (empty.isHabit || isClosedOn(empty, today))) return judgeSparse(asked, ordinaryDays, empty)
  // closed weekdays say nothing of open ones
  const isOpen = (one: KpiDay) => empty === null || one.of > 0 || !isClosedOn(empty, one)
  const [history, days] = empty
    ? [asked.history.filter(isOpen), ordinaryDays.filter(isOpen)]
    : [asked.history, ordinaryDays]
  const state = ordinaryState({ unit, days, limit: asked.limit ?? LIMIT })
  const { base, scatter, have } = state
  if (!base || have < NEED_DAYS || today.over <= 0) return { kind: 'too-short', need: NEED_DAYS, have }
  const ofWhole = asked.wholeRatio === undefined ? null : { unit, ratio: asked.wholeRatio }
  const band = bandOf(today.day, { base, history, calendar, ofWhole })
  const ordinary = expectedOn(base, today.day)
  const sd = deviationOf(unit, { base, scatter, today, expected: ordinary }) / ordinary
  const doubt = scaleDoubt(unit, {
    base,
    scatter,
    today,
    expected: ordinary,
    sd: sd * ordinary,
    limit: LIMIT,
  })
  const limit = inDoubt(asked.limit ?? limitAt(LIMIT, sd), doubt)
  const found = distanceIn(band, { unit, base, scatter, today, ordinary, limit })
  const isOrdinary = band.low === 1 && band.high === 1
  const isMoved = isOrdinary && Math.abs(found.z) >= MOVED
  const shift = isMoved
    ? driftOf({ unit, base, scatter, today, ordinary, score: found.z, calendar, limit: asked.limit })
    : null
  const drift = shift && shift.change * found.z > 0 ? shift : null
  const expected = ordinary * (band.usual ?? 1)
  const actual = today.of / today.over
  const isOut = Math.abs(found.z) > limit
  const isBack =
    isOrdinary &&
    (isOut
      ? isBackAtEarlier({ unit, base, scatter, today, limit, score: found.z })
      : drift !== null && isDriftBack(base, drift))
  const stakeCents = stakeOf(asked, Math.abs(actual - expected))
  const because = reasonOf({ asked, limit, found, band, drift, isBack, expected, actual, stakeCents })
  const isDrift = because === 'drift' && drift !== null
  const isNews = because === 'outside' || because === 'drift'
  const slow =
    unit === 'rate' && isOrdinary && !isNews && because !== 'too little volume'
      ? slowShift([...days.filter(({ day }) => !state.outside.has(day)), today])
      : null
  if (slow) return crept(slow, { actual, asked })
  return {
    kind: 'finding',
    expected,
    low: found.low,
    high: found.high,
    actual,
    score: isDrift ? drift.score : asKnown(found.z, doubt),
    p:
      because === 'special day without a past'
        ? 1
        : twoSidedP(isDrift ? drift.score : asKnown(found.z, doubt)),
    method: isDrift ? 'cusum' : found.method,
    isAnomaly: isNews,
    direction: isDrift ? drift.direction : actual < expected ? 'down' : 'up',
    because,
    since: isDrift ? drift.since : today.day,
    stakeCents,
  }
}

function crept(
  { since, direction, score, level, low, high }: SlowShift,
  { actual, asked }: { readonly actual: number; readonly asked: Judgement },
): Finding {
  const stakeCents = stakeOf(asked, Math.abs(actual - level))
  const isTooLittle = stakeCents !== null && stakeCents < (asked.leastCents ?? 0)
  return {
    kind: 'finding',
    expected: level,
    low,
    high,
    actual,
    score,
    p: twoSidedP(score),
    method: 'slow',
    isAnomaly: !isTooLittle,
    direction,
    because: isTooLittle ? 'too little money' : 'drift',
    since,
    stakeCents,
  }
}

/** From the nearer edge of what the calendar allows; inside of it nothing is far. */
function distanceIn(
  band: Band,
  {
    unit,
    ordinary,
    ...rest
  }: { readonly unit: KpiUnit; readonly ordinary: number } & Omit<Parameters<typeof distance>[1], 'expected'>,
): Distance {
  const at = (factor: number) => distance(unit, { ...rest, expected: ordinary * factor })
  if (band.low === band.high) return at(band.low)
  const low = at(band.low)
  if (low.z < 0) return { ...low, high: Number.isFinite(band.high) ? at(band.high).high : low.high }
  if (!Number.isFinite(band.high)) return { ...low, z: band.usual === null ? low.z : 0 }
  const high = at(band.high)
  return { ...high, low: low.low, z: Math.max(0, high.z) }
}

function reasonOf(facts: {
  readonly asked: Judgement
  readonly limit: number
  readonly found: Distance
  readonly band: Band
  readonly drift: Drift | null
  readonly isBack: boolean
  readonly expected: number
  readonly actual: number
  readonly stakeCents: number | null
}): Finding['because'] {
  const { asked, limit, found, band, drift, isBack, expected, actual, stakeCents } = facts
  const { unit, today, leastEvents = 5, leastChange = 0.05, leastCents = 0 } = asked
  if (band.usual === null) return 'special day without a past'
  const events =
    unit === 'money-per' ? today.over : unit === 'money' ? Number.POSITIVE_INFINITY : expected * today.over
  if (events < leastEvents) return 'too little volume'
  const isOutside = Math.abs(found.z) > limit
  if (!isOutside && !drift) return band.isBeside && actual > expected ? 'beside a special day' : 'inside'
  const change = isOutside ? Math.abs(actual - expected) / expected : Math.abs(drift?.change ?? 0)
  if (isBack) return 'back at an earlier level'
  if (change < leastChange) return 'too small a change'
  if (stakeCents !== null && stakeCents < leastCents) return 'too little money'
  return isOutside ? 'outside' : 'drift'
}
