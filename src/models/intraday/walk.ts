import type { Counts, Grid } from './grid.ts'
import type { IntradayModel } from './learn.ts'
import { countForLevel, type DayLevel, HALF_LIFE_HOURS, levelFrom } from './level.ts'

export interface Series {
  readonly counts: Counts
  readonly grid: Grid
  readonly model: IntradayModel
}

/** Sums over a stretch that grows, and the level each interval finds. */
export interface Walk {
  add(at: number): void
  /** takes an incident out of what the level is known from, up to the last interval added */
  forget(from: number, to: number, upTo: number): void
  count(from: number, to: number): number
  /** by the shape alone */
  shape(from: number, to: number): number
  /** of the level that is known before an interval, its mean alone */
  mean(at: number): number
  level(at: number): { readonly mean: number; readonly variance: number }
}

export function walkOf({ counts, grid, model }: Series, start: number, end: number): Walk {
  const { weekSlot, slotsADay, isNamed } = grid
  const keep = 0.5 ** (24 / (HALF_LIFE_HOURS * slotsADay))
  const sums = () => new Float64Array(end - start + 1)
  const [upTo, shape, found, due] = [sums(), sums(), sums(), sums()]
  const place = (at: number) => Math.max(0, at - start)
  const named: DayLevel = { mean: model.level.mean, variance: Math.max(NAMED_VARIANCE, model.level.variance) }
  const goOn = (i: number) => {
    const rate = (shape[i + 1] ?? 0) - (shape[i] ?? 0)
    const count = (upTo[i + 1] ?? 0) - (upTo[i] ?? 0)
    found[i + 1] = keep * ((found[i] ?? 0) + countForLevel(count, model.level.mean * rate))
    due[i + 1] = keep * ((due[i] ?? 0) + rate)
  }
  return {
    add(at) {
      const i = place(at)
      const count = counts[at] ?? Number.NaN
      const isKnown = !Number.isNaN(count)
      upTo[i + 1] = (upTo[i] ?? 0) + (isKnown ? count : 0)
      shape[i + 1] = (shape[i] ?? 0) + (isKnown ? (model.shape.perSlot[weekSlot[at] ?? 0] ?? 0) : 0)
      goOn(i)
    },
    forget(first, last, upTo) {
      const decay = keep ** (last - first + 1)
      found[place(last + 1)] = decay * (found[place(first)] ?? 0)
      due[place(last + 1)] = decay * (due[place(first)] ?? 0)
      for (let at = last + 1; at <= upTo; at++) goOn(place(at))
    },
    count: (first, last) => (upTo[place(last + 1)] ?? 0) - (upTo[place(first)] ?? 0),
    shape: (first, last) => (shape[place(last + 1)] ?? 0) - (shape[place(first)] ?? 0),
    mean: (at) => {
      const { mean, variance } = isNamed[at] === 1 ? named : model.level
      const i = place(at)
      return (mean * (1 + variance * (found[i] ?? 0))) / (1 + variance * mean * (due[i] ?? 0))
    },
    level: (at) =>
      levelFrom(isNamed[at] === 1 ? named : model.level, found[place(at)] ?? 0, due[place(at)] ?? 0),
  }
}

/** holidays and promotions: half or double is nothing to wonder about, the morning tells */
const NAMED_VARIANCE = 0.35
