import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { addDays, type Day, daysBetween } from '../../src/lib/days.ts'
import { sumOf } from '../../src/lib/sum.ts'
import { forecast, type SeriesDay } from '../../src/models/forecast/forecast.ts'
import { pace } from '../../src/models/target/pace.ts'
import { restOf } from '../../src/models/target/rest.ts'
import { mean, quantile } from '../../src/stats/describe.ts'
import { type BenchSeries, realSeries } from '../forecast/series.ts'

/** The 80 % range of a month's end holds 75 to 85 % of the real ends, seen from each of three days of the month. */
const BAR = { low: 0.75, high: 0.85 } as const
const SEEN_ON = [5, 15, 25] as const
const NEED_DAYS = 90
/** targets a person might set, in shares of going on as before: the chance that is told of each is held against what happened */
const AIMS = [0.9, 0.95, 1, 1.05, 1.1] as const

const folder = fileURLToPath(new URL('../../../shared/data', import.meta.url))
if (!existsSync(folder)) {
  console.log('The real series are not beside this checkout: nothing measured.')
  process.exit(1)
}

interface Seen {
  readonly on: number
  readonly isHeld: boolean
  /** relative errors of the expected end: ours, and of going on as the month went so far, or as the last four weeks did */
  readonly errors: { readonly ours: number; readonly soFar: number; readonly fourWeeks: number }
  readonly chances: readonly { readonly told: number; readonly came: boolean }[]
}

const series = (await realSeries(folder)).map((one) => ({ name: one.name, seen: monthsOf(one) }))
const all = series.flatMap(({ seen }) => seen)
for (const { name, seen } of series) {
  const error = medianError(seen)
  console.log(
    `${name.padEnd(30)} ${String(seen.length / SEEN_ON.length).padStart(3)} months, held ${(100 * share(seen, ({ isHeld }) => isHeld)).toFixed(0)} %, median error ${error('ours').toFixed(1)} %, as the month so far ${error('soFar').toFixed(1)} %, as the last four weeks ${error('fourWeeks').toFixed(1)} %`,
  )
}
for (const on of SEEN_ON) {
  const own = all.filter((one) => one.on === on)
  const held = share(own, ({ isHeld }) => isHeld)
  const error = medianError(own)
  console.log(
    `day ${String(on).padStart(2)}: ${own.length} months, 80 % range holds ${(100 * held).toFixed(1)} %; median error of the end ${error('ours').toFixed(2)} %, as the month so far ${error('soFar').toFixed(2)} %, as the last four weeks ${error('fourWeeks').toFixed(2)} %`,
  )
}
const chances = all.flatMap((one) => one.chances)
for (const from of [0, 0.2, 0.4, 0.6, 0.8]) {
  const own = chances.filter(({ told }) => told >= from && told < from + 0.2)
  console.log(
    `chance told ${(100 * from).toFixed(0).padStart(2)} to ${(100 * from + 20).toFixed(0)} %: mean ${(100 * (mean(own.map(({ told }) => told)) ?? 0)).toFixed(0)} %, reached ${(100 * share(own, ({ came }) => came)).toFixed(0)} % of ${own.length}`,
  )
}
const isMet = SEEN_ON.every((on) => {
  const held = share(
    all.filter((one) => one.on === on),
    ({ isHeld }) => isHeld,
  )
  return held >= BAR.low && held <= BAR.high
})
console.log(`bar: 75 to 85 % held on each of the three days: ${isMet ? 'met' : 'missed'}`)
process.exitCode = isMet ? 0 : 1

/** In per cent, of each way to guess the end. */
function medianError(own: readonly Seen[]): (way: keyof Seen['errors']) => number {
  return (way) =>
    100 *
    (quantile(
      own.map(({ errors }) => errors[way]),
      0.5,
    ) ?? Number.NaN)
}

/** Every whole month of a series with three months before it, seen from three of its days; nobody names campaigns. */
function monthsOf({ days }: BenchSeries): Seen[] {
  const [first, last] = [days[0]?.day ?? '', days.at(-1)?.day ?? '']
  const months = [...new Set(days.map(({ day }) => day.slice(0, 7)))]
  return months.flatMap((month) => {
    const from = `${month}-01`
    const until = addDays(`${addDays(from, 31).slice(0, 7)}-01`, -1)
    if (daysBetween(first, from) < NEED_DAYS || until > last) return []
    return SEEN_ON.flatMap((on) => seenFrom(days, { from, until, on }) ?? [])
  })
}

function seenFrom(
  days: readonly SeriesDay[],
  { from, until, on }: { readonly from: Day; readonly until: Day; readonly on: number },
): Seen | null {
  const seen = addDays(from, on - 1)
  const within = (a: Day, b: Day) =>
    sumOf(days, ({ day, value }) => (day >= a && day <= b ? (value ?? 0) : 0))
  const daysLeft = daysBetween(seen, until)
  const history = days.filter(({ day }) => day <= seen)
  const found = forecast({ history, horizon: daysLeft })
  const [done, end] = [within(from, seen), within(from, until)]
  if (found.kind === 'too-short' || !(end > 0)) return null
  const told = (target: number) =>
    pace({
      target,
      done,
      daysLeft,
      rest:
        restOf({
          values: history.map(({ value }) => value ?? Number.NaN),
          ahead: found.days,
          special: () => false,
          sameDay: history.flatMap(({ day }, i) => (Number(day.slice(8)) === on ? [i + 1] : [])),
        }) ?? found.total,
    })
  const at = told(end).end
  if (!at) return null
  const likely = done + (within(addDays(seen, -27), seen) / 28) * daysLeft
  const off = (guess: number) => Math.abs(guess / end - 1)
  return {
    on,
    isHeld: end >= at.low && end <= at.high,
    errors: {
      ours: off(at.expected),
      soFar: off((done / on) * (on + daysLeft)),
      fourWeeks: off(likely),
    },
    chances: AIMS.map((aim) => ({ told: told(aim * likely).chance ?? 0, came: end >= aim * likely })),
  }
}

function share<T>(all: readonly T[], is: (one: T) => boolean): number {
  return all.filter(is).length / all.length
}
