import { sumOf } from '../../lib/sum.ts'
import { mean, median, robustSd } from '../../stats/describe.ts'
import type { Values } from './holt-winters.ts'

/** What a step is called, by index, also of steps to come; most have no name. */
export type Marks = ReadonlyMap<number, string>

/** What a named day adds, on the scale of the values. */
export interface Effect {
  readonly size: number
  /** how far such a day strays from its own mean effect */
  readonly spread: number
  readonly seen: number
}

const SEASONS_AROUND = [-3, -2, -1, 1, 2, 3] as const
/** a feast counts once its days differ from ordinary ones by so many standard errors */
const NOTABLE = 4

/**
 * The effect of each name: the mean distance of its days from the median of the same place in the three seasons before
 * and after, shrunk by one day without effect: n / (n + 1).
 */
export function markEffects(values: Values, marks: Marks, period: number): Map<string, Effect> {
  const seen = new Map<string, number[]>()
  for (const [i, name] of marks) {
    const gap = gapAt(values, i, marks, period)
    if (gap !== null) seen.set(name, [...(seen.get(name) ?? []), gap])
  }
  return new Map(
    [...seen].map(([name, gaps]) => {
      const n = gaps.length
      const centre = mean(gaps) ?? 0
      const variance = n > 1 ? sumOf(gaps, (gap) => (gap - centre) ** 2) / (n - 1) : 0
      return [name, { size: (centre * n) / (n + 1), spread: Math.sqrt(variance), seen: n }]
    }),
  )
}

/** Of the names that may matter those that did: this shop may well not know Lunar New Year. */
export function notable(values: Values, marks: Marks, period: number): Map<number, string> {
  const ordinary: number[] = []
  for (let i = 0; i < values.length; i++) {
    const gap = marks.has(i) ? null : gapAt(values, i, marks, period)
    if (gap !== null) ordinary.push(gap)
  }
  const noise = robustSd(ordinary) ?? 0
  if (noise === 0 || ordinary.length < 4 * period) return new Map()
  const gaps = new Map<string, number[]>()
  for (const [i, name] of marks) {
    const gap = gapAt(values, i, marks, period)
    if (gap !== null) gaps.set(name, [...(gaps.get(name) ?? []), gap])
  }
  const usual = median(ordinary) ?? 0
  const kept = new Set(
    [...gaps].flatMap(([name, own]) => {
      const z = (Math.abs((median(own) ?? 0) - usual) * Math.sqrt(own.length)) / noise
      return z > NOTABLE ? [name] : []
    }),
  )
  return new Map([...marks].filter(([, name]) => kept.has(name)))
}

function gapAt(values: Values, at: number, marks: Marks, period: number): number | null {
  const value = values[at] ?? Number.NaN
  if (Number.isNaN(value)) return null
  const around: number[] = []
  for (const season of SEASONS_AROUND) {
    const i = at + season * period
    const near = values[i] ?? Number.NaN
    if (!Number.isNaN(near) && !marks.has(i)) around.push(near)
  }
  if (around.length < 2) return null
  return value - (median(around) ?? 0)
}
