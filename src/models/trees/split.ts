import type { ColumnBins } from './bins.ts'
import type { Histogram, Packed } from './histogram.ts'

/** The sums of a node's rows, and what its children's values must lie within (by constraints of its forebears). */
export interface NodeSums {
  readonly slope: number
  readonly bend: number
  readonly low: number
  readonly high: number
}

export interface Split {
  readonly column: number
  /** what the log-loss falls by, doubled: above 0 */
  readonly gain: number
  /** 1 for each bin that goes left */
  readonly left: Uint8Array
}

export interface SplitRules {
  readonly l2: number
  /** the least sum of bends (of p (1 - p)) of a child */
  readonly minChildWeight: number
  /** a column of which more must never mean less (1), or more (-1); 0 for any other */
  readonly monotone: Int8Array
}

interface Search extends SplitRules {
  readonly bins: readonly ColumnBins[]
  readonly stride: number
  readonly units: Pick<Packed, 'slopeUnit' | 'bendUnit'>
}

/** further penalty where words are put in groups, which are many: they must earn it. As LightGBM has it. */
const WORDS_L2 = 10
/** a word's own mean is drawn to 0 by so much before words are put in order */
const SMOOTH = 10

/** The split of a node that gains most, over all columns and bins; null where none gains anything. */
export function bestSplit(histogram: Histogram, node: NodeSums, search: Search): Split | null {
  const { bins, stride, units } = search
  const slopes = new Float64Array(stride)
  const bends = new Float64Array(stride)
  let best: Split | null = null
  for (const [column, of] of bins.entries()) {
    const first = column * stride
    for (let bin = 0; bin < stride; bin++) {
      slopes[bin] = (histogram.slopes[first + bin] ?? 0) * units.slopeUnit
      bends[bin] = (histogram.bends[first + bin] ?? 0) * units.bendUnit
    }
    const sums: ColumnSums = { slopes, bends, column, above: best?.gain ?? 0 }
    const found: Split | null =
      of.kind === 'number' ? ofNumbers(sums, node, search) : ofWords(sums, node, search)
    if (found) best = found
  }
  return best
}

/** The value of a node: the Newton step of its rows, within what is allowed. */
export function nodeValue(node: NodeSums, l2: number): number {
  return within(node, -node.slope / (node.bend + l2))
}

interface ColumnSums {
  readonly slopes: Float64Array
  readonly bends: Float64Array
  readonly column: number
  /** only what gains more is of use */
  readonly above: number
}

/** Rows up to a bin go left, and those of which the value is missing wherever that gains more. */
function ofNumbers(
  { slopes, bends, column, above }: ColumnSums,
  node: NodeSums,
  rules: Search,
): Split | null {
  const last = rules.stride - 1
  const isMissing = (bends[last] ?? 0) > 0
  const { l2, minChildWeight } = rules
  const monotone = rules.monotone[column] ?? 0
  const isFree = monotone === 0 && isUnbounded(node)
  const whole = (node.slope * node.slope) / (node.bend + l2)
  const most = node.bend - minChildWeight
  let [gained, at, isMissingLeft] = [above, -1, false]
  for (let side = 0; side < (isMissing ? 2 : 1); side++) {
    let slope = side === 1 ? (slopes[last] ?? 0) : 0
    let bend = side === 1 ? (bends[last] ?? 0) : 0
    for (let bin = 0; bin < last; bin++) {
      const more = bends[bin] ?? 0
      if (more === 0) continue
      slope += slopes[bin] ?? 0
      bend += more
      if (bend < minChildWeight) continue
      if (bend > most) break
      const other = node.slope - slope
      const gain = isFree
        ? (slope * slope) / (bend + l2) + (other * other) / (node.bend - bend + l2) - whole
        : boundedGain(slope, bend, node, { l2, monotone })
      if (gain <= gained) continue
      gained = gain
      at = bin
      isMissingLeft = side === 1
    }
  }
  if (at < 0) return null
  const left = new Uint8Array(rules.stride).fill(1, 0, at + 1)
  left[last] = isMissing ? (isMissingLeft ? 1 : 0) : heavier(left, bends, node)
  return { column, gain: gained, left }
}

/** Words in the order of their own means: the best two groups are one cut of that order (Fisher 1958). */
function ofWords({ slopes, bends, column, above }: ColumnSums, node: NodeSums, rules: Search): Split | null {
  const seen = Array.from(bends.keys()).filter((bin) => (bends[bin] ?? 0) > 0)
  const meanOf = (bin: number) => (slopes[bin] ?? 0) / ((bends[bin] ?? 0) + SMOOTH * MIN_BEND)
  const order = seen.sort((a, b) => meanOf(a) - meanOf(b) || a - b)
  let [slope, bend] = [0, 0]
  let found: { gain: number; words: number } | null = null
  for (const [place, bin] of order.entries()) {
    slope += slopes[bin] ?? 0
    bend += bends[bin] ?? 0
    if (bend < rules.minChildWeight) continue
    if (node.bend - bend < rules.minChildWeight) break
    const gain = boundedGain(slope, bend, node, { l2: rules.l2 + WORDS_L2 * MIN_BEND, monotone: 0 })
    if (gain > (found?.gain ?? above)) found = { gain, words: place + 1 }
  }
  if (!found) return null
  const left = new Uint8Array(rules.stride)
  for (const bin of order.slice(0, found.words)) left[bin] = 1
  const side = heavier(left, bends, node)
  for (let bin = 0; bin < left.length; bin++) if ((bends[bin] ?? 0) === 0) left[bin] = side
  return { column, gain: found.gain, left }
}

/** a row's bend where one in thirteen buys: penalties are counted in such rows */
const MIN_BEND = 0.07

/** Where a bin goes that was not seen: with most of the rows. */
function heavier(left: Uint8Array, bends: Float64Array, node: NodeSums): 0 | 1 {
  let bend = 0
  for (let bin = 0; bin < left.length; bin++) if (left[bin] === 1) bend += bends[bin] ?? 0
  return bend > node.bend / 2 ? 1 : 0
}

function isUnbounded({ low, high }: NodeSums): boolean {
  return low === Number.NEGATIVE_INFINITY && high === Number.POSITIVE_INFINITY
}

/** What a split gains over one value for all where values are bounded, doubled; 0 where it breaks the constraint. */
function boundedGain(
  slope: number,
  bend: number,
  node: NodeSums,
  { l2, monotone }: { readonly l2: number; readonly monotone: number },
): number {
  // no object a bin: this runs for every one of them
  const otherSlope = node.slope - slope
  const otherBend = node.bend - bend
  const left = within(node, -slope / (bend + l2))
  const right = within(node, -otherSlope / (otherBend + l2))
  if (monotone * (right - left) < 0) return 0
  const own = within(node, -node.slope / (node.bend + l2))
  return (
    fall(slope, bend + l2, left) +
    fall(otherSlope, otherBend + l2, right) -
    fall(node.slope, node.bend + l2, own)
  )
}

function within({ low, high }: NodeSums, value: number): number {
  return Math.min(high, Math.max(low, value))
}

/** What the log-loss falls by when a node says this value, doubled. */
function fall(slope: number, bend: number, value: number): number {
  return -(2 * slope + bend * value) * value
}
