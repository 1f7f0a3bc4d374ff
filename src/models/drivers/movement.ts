import { sumOf } from '../../lib/sum.ts'
import { type Cell, contributions, splitRate } from './drivers.ts'
import { locate } from './locate.ts'

type Where = Readonly<Record<string, string>>

/** Where a KPI moved: one place, everything else, and (of a rate) the changed mix. They sum to the change. */
export interface SegmentMovement {
  /** null: no place stands out, and all of it is `elsewhere` */
  readonly where: Where | null
  /** the value there; null where there was nothing */
  readonly before: number | null
  readonly after: number | null
  readonly change: number
  readonly here: number
  readonly elsewhere: number
  /** how much came from more or fewer visits where the rate is high; 0 for a sum */
  readonly mix: number
}

/** What digest, alerts and `/why` tell of a change: one place, and the dimensions that would mislead. */
export interface Explanation {
  readonly movement: SegmentMovement | null
  /** by these dimensions the whole moved against every member: compare members, not totals */
  readonly reversed: readonly string[]
}

/** A reversal of less than this share of the rate is not worth a word: it scatters as much. */
const MIN_REVERSAL = 0.02
const MIN_EXCESS = 0.01
/** of the change of the whole */
const MIN_PART = 0.25
const MADE_UP_FOR = 2

/**
 * Explains the change of a KPI from its cells before and after. `isMoney`: a ratio of money
 * (an average order), whose cents are not to be taken for events.
 */
export function explain(
  cells: readonly Cell[],
  dimensions: readonly string[],
  kind: { readonly isRatio: boolean; readonly isMoney: boolean },
): Explanation {
  if (!kind.isRatio) return { movement: sumSegment(cells, dimensions), reversed: [] }
  return {
    movement: rateSegment(cells, dimensions, kind.isMoney ? worthOf(cells) : 1),
    reversed: dimensions.filter((dimension) => isMisleading(cells, dimension)),
  }
}

function worthOf(cells: readonly Cell[]): number {
  const sum = (pick: (cell: Cell) => number) => sumOf(cells, pick)
  const [of, over] = [
    sum(({ before, after }) => before.of + after.of),
    sum(({ before, after }) => before.over + after.over),
  ]
  return of > 0 && over > 0 ? of / over : 1
}

function isMisleading(cells: readonly Cell[], dimension: string): boolean {
  const split = splitRate(cells, dimension)
  if (!split?.isSimpson || split.members.length < 2) return false
  const was = split.before
  return was > 0 && Math.abs(split.delta) / was >= MIN_REVERSAL
}

/**
 * The change of a rate: at the place that stands out once the change of the whole is taken off, or without that, where it
 * moved the same way and makes up a quarter of the change; else by the dimension whose mix changed most. Null when either
 * period is empty.
 *
 * @internal exported for the tests: the one part, without the sentence around it
 */
export function rateSegment(
  cells: readonly Cell[],
  dimensions: readonly string[],
  unit = 1,
): SegmentMovement | null {
  for (const isRelative of [true, false]) {
    const [found] = locate(cells, dimensions, { isRelative, limit: 1, unit })
    if (!found) continue
    const split = splitRate(inOrOut(cells, found.where), 'place')
    const inside = split?.members.find(({ member }) => member === 'in')
    if (!split || !inside || !isRealPart(inside.rate, split.delta)) continue
    const { before, after, rate } = inside
    const { delta: change, mix } = split
    return { where: found.where, before, after, change, here: rate, elsewhere: split.rate - rate, mix }
  }
  return mixOnly(cells, dimensions)
}

/**
 * Of the sign of the change, and at least a quarter of it: anything else is no place where it happened. A place that moved
 * at least twice as far as the whole the other way is one: the rest has made up for it.
 */
function isRealPart(part: number, change: number): boolean {
  const share = change === 0 ? Math.abs(part) * Number.POSITIVE_INFINITY : part / change
  return share >= MIN_PART || share <= -MADE_UP_FOR
}

function mixOnly(cells: readonly Cell[], dimensions: readonly string[]): SegmentMovement | null {
  const splits = dimensions.flatMap((dimension) => splitRate(cells, dimension) ?? [])
  const [strongest] = splits.toSorted((a, b) => Math.abs(b.mix) - Math.abs(a.mix))
  if (!strongest) return null
  const { delta: change, rate: elsewhere, mix } = strongest
  return { where: null, before: null, after: null, change, here: 0, elsewhere, mix }
}

/**
 * The change of a sum: at the place that stands out beside the change of the whole, or by itself, else at the member that
 * moved most beyond its share, the first of them that moved the same way and makes up a quarter of the change; else
 * everywhere. Null when there is nothing to tell apart.
 *
 * @internal exported for the tests: the one part, without the sentence around it
 */
export function sumSegment(cells: readonly Cell[], dimensions: readonly string[]): SegmentMovement | null {
  if (cells.length < 2 || dimensions.length === 0) return null
  const unit = Math.max(1, dispersion(cells))
  const all = sumsOf(cells)
  const change = all.after - all.before
  const places = [true, false].flatMap((isRelative) =>
    locate(cells, dimensions, { isRelative, isSum: true, limit: 1, unit }).map(({ where }) => where),
  )
  const widest = widestMember(cells, dimensions)
  for (const where of widest ? [...places, widest] : places) {
    const { before, after } = sumsOf(cells.filter((cell) => isInside(cell, where)))
    const here = after - before
    if (isRealPart(here, change))
      return { where, before, after, change, here, elsewhere: change - here, mix: 0 }
  }
  return { where: null, before: null, after: null, change, here: 0, elsewhere: change, mix: 0 }
}

/** The median of a chi-squared variable of one degree of freedom. */
const MEDIAN_CHI2 = 0.4549

/**
 * How far sums scatter, as variance by mean: about what one event is worth. From the median over the larger half of the
 * cells, so that neither a place that collapsed nor the smallest cells count; about the values before, or about those
 * moved with the whole, whichever they lie closer to.
 */
function dispersion(cells: readonly Cell[]): number {
  const all = sumsOf(cells)
  const large = cells.toSorted((a, b) => b.before.of - a.before.of).slice(0, Math.ceil(cells.length / 2))
  const scatter = (growth: number) => {
    const due = large.map(({ before, after }) => ({ due: before.of * growth, seen: after.of }))
    const chi2 = due.flatMap((one) => (one.due > 0 ? [(one.seen - one.due) ** 2 / one.due] : []))
    return (chi2.sort((a, b) => a - b)[Math.floor((chi2.length - 1) / 2)] ?? 0) / MEDIAN_CHI2
  }
  return Math.min(scatter(1), scatter(all.before > 0 ? all.after / all.before : 1))
}

/** Null where even the widest mover is within a hundredth of the whole. */
function widestMember(cells: readonly Cell[], dimensions: readonly string[]): Where | null {
  const all = sumsOf(cells)
  const growth = all.before > 0 ? all.after / all.before : 1
  const members = dimensions.flatMap((dimension) => {
    const parts = contributions(cells, dimension)
    if (parts.length < 2) return []
    return parts.map(({ member, before, after }) => ({
      where: { [dimension]: member },
      excess: Math.abs(after - before * growth),
    }))
  })
  const [first] = members.sort((a, b) => b.excess - a.excess)
  return first && first.excess > MIN_EXCESS * Math.max(all.before, all.after) ? first.where : null
}

function sumsOf(cells: readonly Cell[]): { before: number; after: number } {
  let [before, after] = [0, 0]
  for (const cell of cells) {
    before += cell.before.of
    after += cell.after.of
  }
  return { before, after }
}

function isInside({ dims }: Cell, where: Where): boolean {
  return Object.entries(where).every(([name, member]) => dims[name] === member)
}

function inOrOut(cells: readonly Cell[], where: Where): Cell[] {
  return cells.map((cell) => ({ ...cell, dims: { place: isInside(cell, where) ? 'in' : 'out' } }))
}
