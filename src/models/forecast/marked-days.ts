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
 * and after, shrunk by one day without effect, n / (n + 1), and by what chance alone would show (the positive part of James
 * and Stein 1961): a calendar that says nothing costs nothing.
 */
export function markEffects(values: Values, marks: Marks, period: number): Map<string, Effect> {
  const { noise } = ordinaryGaps(values, marks, period)
  return new Map(
    [...gapsByName(values, marks, period)].map(([name, gaps]) => {
      const n = gaps.length
      const centre = mean(gaps) ?? 0
      const variance = n > 1 ? sumOf(gaps, (gap) => (gap - centre) ** 2) / (n - 1) : 0
      const beyondChance = centre === 0 ? 0 : Math.max(0, 1 - noise ** 2 / (n * centre ** 2))
      return [name, { size: (beyondChance * centre * n) / (n + 1), spread: Math.sqrt(variance), seen: n }]
    }),
  )
}

/** names of one kin there must be, and the share of them that must lie on one side */
const KIN = { names: 3, alike: 0.8 } as const

/**
 * What the days of one kin have in common here (`kinOf`): public holidays, the days before, the days after. For one that the
 * history has not seen: a shop of seven months has been through five others. A kin counts as a name does, and its names must agree.
 */
export function kinEffects(
  values: Values,
  marks: Marks,
  { period, kinOf }: { readonly period: number; readonly kinOf: (name: string) => string | null },
): Map<string, Effect> {
  const kinAt = new Map(
    [...marks].flatMap(([i, name]) => {
      const kin = kinOf(name)
      return kin === null ? [] : [[i, kin] as const]
    }),
  )
  const matter = new Set(notable(values, kinAt, period).values())
  const names = markEffects(values, new Map([...marks].filter(([i]) => kinAt.has(i))), period)
  const found = new Map<string, Effect>()
  for (const kin of matter) {
    const own = [...names].filter(([name]) => kinOf(name) === kin).map(([, { size }]) => size)
    const up = own.filter((size) => size > 0).length
    if (own.length < KIN.names || Math.max(up, own.length - up) < KIN.alike * own.length) continue
    const centre = mean(own) ?? 0
    const variance = sumOf(own, (size) => (size - centre) ** 2) / (own.length - 1)
    found.set(kin, { size: centre, spread: Math.sqrt(variance), seen: own.length })
  }
  return found
}

/** Of the names that may matter those that did: this shop may well not know Lunar New Year. */
export function notable(values: Values, marks: Marks, period: number): Map<number, string> {
  const { usual, noise, count } = ordinaryGaps(values, marks, period)
  if (noise === 0 || count < 4 * period) return new Map()
  const kept = new Set(
    [...gapsByName(values, marks, period)].flatMap(([name, own]) => {
      const z = (Math.abs((median(own) ?? 0) - usual) * Math.sqrt(own.length)) / noise
      return z > NOTABLE ? [name] : []
    }),
  )
  return new Map([...marks].filter(([, name]) => kept.has(name)))
}

/** How far days without a name lie from those around them: what chance does. */
function ordinaryGaps(values: Values, marks: Marks, period: number) {
  const gaps: number[] = []
  for (let i = 0; i < values.length; i++) {
    const gap = marks.has(i) ? null : gapAt(values, i, marks, period)
    if (gap !== null) gaps.push(gap)
  }
  return { usual: median(gaps) ?? 0, noise: robustSd(gaps) ?? 0, count: gaps.length }
}

function gapsByName(values: Values, marks: Marks, period: number): Map<string, number[]> {
  const gaps = new Map<string, number[]>()
  for (const [i, name] of marks) {
    const gap = gapAt(values, i, marks, period)
    if (gap !== null) gaps.set(name, [...(gaps.get(name) ?? []), gap])
  }
  return gaps
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
