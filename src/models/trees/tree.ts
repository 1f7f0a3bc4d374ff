import type { BinnedRows } from './bins.ts'

/** A node while its tree grows. */
export interface TreeNode {
  readonly split: {
    readonly column: number
    /** 1 for each bin that goes left */
    readonly left: Uint8Array
    readonly gain: number
    /** the place of the left child; the right one follows it */
    readonly children: number
  } | null
  readonly value: number
}

/** A tree as plain JSON, a list for each property of its nodes; the root is the first. */
export interface Tree {
  /** the column asked; -1 at a leaf */
  readonly columns: readonly number[]
  /** the bins that go left, as runs: `[0, 4, 63, 64]` are 0 to 3 and 63 */
  readonly lefts: readonly (readonly number[])[]
  /** the place of the left child, which the right one follows; 0 at a leaf */
  readonly children: readonly number[]
  /** what a leaf adds to the log odds; of any other node the gain of its split */
  readonly values: readonly number[]
}

export function joined(nodes: readonly TreeNode[]): Tree {
  return {
    columns: nodes.map(({ split }) => split?.column ?? -1),
    lefts: nodes.map(({ split }) => (split ? runsOf(split.left) : [])),
    children: nodes.map(({ split }) => split?.children ?? 0),
    values: nodes.map(({ split, value }) => (split ? Number(split.gain.toPrecision(4)) : value)),
  }
}

/** Adds what a tree says to the scores of these rows, or of all. */
export function addTree(
  { columns, lefts, children, values }: Tree,
  { codes, rows, stride }: BinnedRows,
  scores: Float64Array,
  places: Uint32Array | null = null,
): void {
  const goesLeft = new Uint8Array(columns.length * stride)
  for (const [node, runs] of lefts.entries())
    for (let i = 0; i < runs.length; i += 2)
      goesLeft.fill(1, node * stride + (runs[i] ?? 0), node * stride + (runs[i + 1] ?? 0))
  const [asked, below, said] = [
    Int32Array.from(columns),
    Uint32Array.from(children),
    Float64Array.from(values),
  ]
  const count = places?.length ?? rows
  for (let i = 0; i < count; i++) {
    const row = places ? (places[i] ?? 0) : i
    let node = 0
    for (let column = asked[0] ?? -1; column >= 0; column = asked[node] ?? -1) {
      const isLeft = goesLeft[node * stride + (codes[column * rows + row] ?? 0)] ?? 0
      node = (below[node] ?? 0) + 1 - isLeft
    }
    scores[row] = (scores[row] ?? 0) + (said[node] ?? 0)
  }
}

function runsOf(left: Uint8Array): number[] {
  const runs: number[] = []
  let before = 0
  for (const [bin, goes] of left.entries()) {
    if (goes !== before) runs.push(bin)
    before = goes
  }
  if (before === 1) runs.push(left.length)
  return runs
}
