import type { BinnedRows } from './bins.ts'
import { fill, type Histogram, type Packed, type Summing, subtract } from './histogram.ts'
import { bestSplit, type NodeSums, nodeValue, type Split, type SplitRules } from './split.ts'
import { joined, type Tree, type TreeNode } from './tree.ts'

export interface GrowRules extends SplitRules {
  readonly leaves: number
  readonly learningRate: number
}

/** Slopes and bends of all rows, and the rows to learn from; these are put in another order. */
interface Learned {
  readonly packed: Packed
  readonly rows: Uint32Array
}

interface Leaf {
  readonly node: number
  readonly from: number
  readonly to: number
  readonly sums: NodeSums
  readonly histogram: Histogram | null
  readonly split: Split | null
}

const LEAST_GAIN = 1e-9

/**
 * One tree, the leaf that gains most split first (Shi 2007, as LightGBM has it): of two children the smaller is summed, and
 * the other is what is left of the parent. Adds each leaf's value to the scores of its rows.
 */
export function growTree(
  binned: BinnedRows,
  { packed, rows }: Learned,
  {
    rules,
    summing,
    pool,
    scores,
  }: {
    readonly rules: GrowRules
    readonly summing: Summing
    readonly pool: Histogram[]
    readonly scores: Float64Array
  },
): Tree {
  const { stride } = binned
  const search = { ...rules, bins: binned.bins, stride, units: packed }
  const take = (): Histogram => {
    const size = summing.columns.length * stride
    return pool.pop() ?? { slopes: new Float64Array(size), bends: new Float64Array(size) }
  }
  const apart = new Uint32Array(rows.length)
  const nodes: TreeNode[] = [{ split: null, value: 0 }]
  const whole = take()
  fill(whole, rows, packed, summing)
  const all = {
    ...sumsIn(whole, { stride, packed }),
    low: Number.NEGATIVE_INFINITY,
    high: Number.POSITIVE_INFINITY,
  }
  const open: Leaf[] = [
    { node: 0, from: 0, to: rows.length, sums: all, histogram: whole, split: bestSplit(whole, all, search) },
  ]
  for (let leaves = 1; leaves < rules.leaves; leaves++) {
    const place = mostGain(open)
    const leaf = place === null ? null : open[place]
    if (place === null || !leaf?.split || !leaf.histogram) break
    const { split, histogram } = leaf
    const codes = summing.columns[split.column] ?? new Uint8Array(0)
    const cut = partition(rows.subarray(leaf.from, leaf.to), { codes, left: split.left, apart }) + leaf.from
    const isLeftSmall = cut - leaf.from < leaf.to - cut
    const small = take()
    const part = isLeftSmall ? rows.subarray(leaf.from, cut) : rows.subarray(cut, leaf.to)
    fill(small, part, packed, summing)
    subtract(histogram, small)
    const [first, second] = isLeftSmall ? [small, histogram] : [histogram, small]
    const [left, right] = childSums(leaf.sums, rules.monotone[split.column] ?? 0, {
      left: sumsIn(first, { stride, packed }),
      right: sumsIn(second, { stride, packed }),
      l2: rules.l2,
    })
    const children = nodes.length
    nodes[leaf.node] = {
      split: { column: split.column, left: split.left, gain: split.gain, children },
      value: 0,
    }
    nodes.push({ split: null, value: 0 }, { split: null, value: 0 })
    open.splice(
      place,
      1,
      {
        node: children,
        from: leaf.from,
        to: cut,
        sums: left,
        histogram: first,
        split: bestSplit(first, left, search),
      },
      {
        node: children + 1,
        from: cut,
        to: leaf.to,
        sums: right,
        histogram: second,
        split: bestSplit(second, right, search),
      },
    )
  }
  for (const { node, from, to, sums, histogram } of open) {
    const value = Number((rules.learningRate * nodeValue(sums, rules.l2)).toPrecision(7))
    nodes[node] = { split: null, value }
    for (let i = from; i < to; i++) {
      const row = rows[i] ?? 0
      scores[row] = (scores[row] ?? 0) + value
    }
    if (histogram) pool.push(histogram)
  }
  return joined(nodes)
}

function mostGain(open: readonly Leaf[]): number | null {
  let best: number | null = null
  let most = LEAST_GAIN
  for (const [place, { split }] of open.entries()) {
    if (!split || split.gain <= most) continue
    most = split.gain
    best = place
  }
  return best
}

/** Every row is in one bin of the first column: its sums are those of the node. */
function sumsIn(
  { slopes, bends }: Histogram,
  { stride, packed }: { readonly stride: number; readonly packed: Packed },
): { slope: number; bend: number } {
  let [slope, bend] = [0, 0]
  for (let bin = 0; bin < stride; bin++) {
    slope += slopes[bin] ?? 0
    bend += bends[bin] ?? 0
  }
  return { slope: slope * packed.slopeUnit, bend: bend * packed.bendUnit }
}

/** Below a split that must rise, nothing on the left may come above the middle of the two, and nothing on the right below. */
function childSums(
  parent: NodeSums,
  monotone: number,
  {
    left,
    right,
    l2,
  }: {
    readonly left: { slope: number; bend: number }
    readonly right: { slope: number; bend: number }
    readonly l2: number
  },
): [NodeSums, NodeSums] {
  const [a, b] = [
    { ...parent, ...left },
    { ...parent, ...right },
  ]
  if (monotone === 0) return [a, b]
  const middle = (nodeValue(a, l2) + nodeValue(b, l2)) / 2
  return monotone > 0
    ? [
        { ...a, high: middle },
        { ...b, low: middle },
      ]
    : [
        { ...a, low: middle },
        { ...b, high: middle },
      ]
}

/** Those that go left first, each side in the order it was in; returns how many go left. */
function partition(
  rows: Uint32Array,
  {
    codes,
    left,
    apart,
  }: { readonly codes: Uint8Array; readonly left: Uint8Array; readonly apart: Uint32Array },
): number {
  let [lefts, rights] = [0, 0]
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] ?? 0
    if (left[codes[row] ?? 0] === 1) rows[lefts++] = row
    else apart[rights++] = row
  }
  rows.set(apart.subarray(0, rights), lefts)
  return lefts
}
