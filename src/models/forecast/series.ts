import { isDayItself, kinOf } from '../calendar/country.ts'
import type { Candidate } from './candidates.ts'
import { type Ensemble, ensemble } from './ensemble.ts'
import type { Axis } from './harmonic-regression.ts'
import type { Values } from './holt-winters.ts'
import { errorsOf, type Spread, spreadAt, totalSpread } from './intervals.ts'
import { hasWholeLongSeason } from './long-season.ts'
import { type Effect, kinEffects, type Marks, markEffects, notable } from './marked-days.ts'
import { scaleOf } from './scale.ts'

export interface SeriesQuestion {
  /** one value a step; a missing one is NaN */
  readonly values: Values
  readonly horizon: number
  /** steps ahead that the total leaves out: next week is asked for from here to its end */
  readonly leaveOut?: number
  readonly axis: Axis
  /** campaigns: kept out of the fit and added back whatever they did */
  readonly marks?: Marks
  /** feasts: the same, but only those that made a difference here */
  readonly feasts?: Marks
  /** of the feasts those of the country, which a feast that was not seen yet is expected to be like */
  readonly ofCountry?: Marks
  /** times so much on a marked step ahead that the past has no example of */
  readonly liftOfUnknown?: number
  /** one way alone, to compare with; all of them when left out */
  readonly members?: readonly Candidate[]
}

export interface SeriesForecast {
  readonly members: Ensemble['members']
  readonly steps: readonly Spread[]
  readonly total: Spread
  /** mean absolute error at earlier origins against that of repeating the last season; below 1 is better */
  readonly skill: number | null
  readonly origins: number
  /** steps ahead that the past has no example of: marked ones, and the country's feasts, which are expected as ordinary steps */
  readonly unknown: readonly number[]
  /** feasts that made a difference or are unknown, and marks, among the steps ahead */
  readonly named: Marks
}

/** More than this is not looked at: four years of days, or ten weeks of what has a season a day and one a week. */
const MAX_STEPS = 1500
const MAX_LONG_SEASONS = 10

/** The whole forecast of one series on any regular axis: special days out, ensemble, special days in, intervals. */
export function forecastSeries(question: SeriesQuestion): SeriesForecast {
  const { horizon, axis, liftOfUnknown = 1, leaveOut = 0 } = question
  const most = hasWholeLongSeason(axis) ? Math.max(MAX_STEPS, MAX_LONG_SEASONS * (axis.year ?? 0)) : MAX_STEPS
  const from = Math.max(0, question.values.length - most)
  const values = question.values.subarray(from)
  const scale = scaleOf(values)
  const scaled = values.map(scale.toScale)
  const own = since(question.marks, from)
  const feasts = since(question.feasts, from)
  const all = new Map([...feasts, ...own])
  const kin = newFeasts(scaled, since(question.ofCountry, from), axis.period)
  const marks = new Map([...kin.marks, ...notable(scaled, all, axis.period), ...own])
  const effects = new Map([...kin.effects, ...markEffects(scaled, marks, axis.period)])
  // a name that changed nothing beyond chance takes no days from the fit
  const isOrdinary = (i: number) => !marks.has(i) || effects.get(marks.get(i) ?? '')?.size === 0
  const ordinary = scaled.map((value, i) => (isOrdinary(i) ? value : Number.NaN))
  const phase = axis.phase + (axis.year === null ? 0 : from / axis.year)
  const task = {
    axis: { ...axis, phase },
    horizon,
    shown: scale.toShown,
    ...(question.members && { members: question.members }),
  }
  const found = ensemble(ordinary, task)
  const errors = errorsOf(ordinary, found, { horizon, scale, period: axis.period, leaveOut })
  const typical = errors.sizes.at(-1) ?? 0
  const steps = Array.from(found.path, (at, h) => {
    const name = marks.get(values.length + h)
    if (name === undefined) return spreadAt(at, h, errors, scale)
    const effect = effects.get(name)
    const lift = effect ? effect.size : scale.isLog ? Math.log(liftOfUnknown) : 0
    const wider = typical > 0 && effect ? Math.sqrt(1 + (effect.spread / typical) ** 2) : 1
    return spreadAt(at + lift, h, errors, scale, wider)
  })
  const named = new Map(
    [...new Map([...kin.unknown, ...marks])]
      .flatMap(([i, name]): [number, string][] => (i >= values.length ? [[i - values.length, name]] : []))
      .toSorted(([a], [b]) => a - b),
  )
  return {
    members: found.members,
    steps,
    total: totalSpread(steps.slice(leaveOut), errors, scale),
    skill: skillOf(ordinary, found, axis.period, scale.toShown),
    origins: found.past.length,
    unknown: [...named].flatMap(([h, name]) => (effects.has(name) ? [] : [h])),
    named,
  }
}

/** Feasts of the country ahead that the past has no example of, and what others of their kin did here where that is known. */
function newFeasts(values: Values, ofCountry: Marks, period: number) {
  const seen = new Set([...ofCountry].filter(([i]) => i < values.length).map(([, name]) => name))
  const ahead = [...ofCountry].filter(([i, name]) => i >= values.length && !seen.has(name))
  const kin = ahead.length > 0 ? kinEffects(values, ofCountry, { period, kinOf }) : new Map<string, Effect>()
  const found = ahead.flatMap(([i, name]) => {
    const effect = kin.get(kinOf(name) ?? '')
    return effect ? [{ i, name, effect }] : []
  })
  return {
    marks: new Map(found.map(({ i, name }) => [i, name])),
    effects: new Map(found.map(({ name, effect }) => [name, effect])),
    unknown: new Map(ahead.filter(([, name]) => isDayItself(name) && !kin.has(kinOf(name) ?? ''))),
  }
}

function since(marks: Marks = new Map(), from: number): Map<number, string> {
  return new Map([...marks].flatMap(([i, name]) => (i >= from ? [[i - from, name]] : [])))
}

function skillOf(
  values: Values,
  { past }: Ensemble,
  period: number,
  shown: (value: number) => number,
): number | null {
  let [ours, theirs] = [0, 0]
  for (const { origin, path } of past) {
    for (let h = 0; h < Math.min(path.length, values.length - origin); h++) {
      const actual = values[origin + h] ?? Number.NaN
      const repeated = values[origin + (h % period) - period] ?? Number.NaN
      if (Number.isNaN(actual) || Number.isNaN(repeated)) continue
      ours += Math.abs(shown(actual) - shown(path[h] ?? 0))
      theirs += Math.abs(shown(actual) - shown(repeated))
    }
  }
  return theirs > 0 ? ours / theirs : null
}
