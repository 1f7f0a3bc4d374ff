/** One file as NAB sees it: rows in time order, and windows as first and last row (both in). */
export interface LabelledRows {
  readonly rows: number
  readonly windows: readonly (readonly [number, number])[]
}

/** What a profile pays for. */
export interface Costs {
  readonly tpWeight: number
  readonly fpWeight: number
  readonly fnWeight: number
}

/** A row that counts: one in a window, or one that would be a false alarm. */
interface Point {
  readonly score: number
  /** of all files, or -1 outside */
  readonly window: number
  readonly credit: number
}

export interface NabResult {
  /** 0 for a detector that never speaks, 100 for one that is right at once and never wrong */
  readonly score: number
  readonly threshold: number
  readonly windows: number
  readonly found: number
  /** rows called anomalous inside a window, and outside of all */
  readonly rightRows: number
  readonly falseRows: number
}

const PROBATION = { share: 0.15, most: 5000 }

/**
 * NAB's scaled sigmoid: what a detection is worth by its place relative to its window, -1 at the left edge, 0 at the
 * right one. `scaledSigmoid(-1)` is `0.9866`, `scaledSigmoid(0)` is `0`, beyond three windows it is `-1`.
 *
 * @internal exported for the tests: its known values
 */
export function scaledSigmoid(position: number): number {
  return position > 3 ? -1 : 2 / (1 + Math.exp(5 * position)) - 1
}

/**
 * Rows at the start of a file that are not scored: 15 % of it, at most 750.
 *
 * @internal exported for the tests: its known values
 */
export function probationRows(rows: number): number {
  return Math.floor(Math.min(PROBATION.share * rows, PROBATION.share * PROBATION.most))
}

/**
 * Credit of every row as if it were the only detection, before weights: in a window by how early it is (1 for its first
 * row), after one by how far past it lies (0 to -1), before any -1.
 *
 * @internal exported for the tests: its known values
 */
export function credits({ rows, windows }: LabelledRows): Float64Array {
  const credit = new Float64Array(rows).fill(-1)
  for (const [i, [first, last]] of windows.entries()) {
    const width = last - first + 1
    const next = windows[i + 1]?.[0] ?? rows
    for (let row = first; row <= last; row++)
      credit[row] = scaledSigmoid(-(last - row + 1) / width) / scaledSigmoid(-1)
    for (let row = last + 1; row < next; row++)
      credit[row] = scaledSigmoid((row - last) / Math.max(1, width - 1))
  }
  return credit
}

/**
 * The score of the Numenta Anomaly Benchmark over all files: the best single threshold for the profile, each window
 * paid once for its best detection, each detection outside charged, then set between a detector that never speaks (0)
 * and a perfect one (100). Source: Lavin and Ahmad 2015, "Evaluating real-time anomaly detection algorithms".
 */
export function nabScore(
  files: readonly (LabelledRows & { readonly scores: Float64Array })[],
  { tpWeight, fpWeight, fnWeight }: Costs,
): NabResult {
  const points = files.flatMap(pointsOf(files)).sort((a, b) => b.score - a.score)
  const best = new Map<number, number>()
  for (const { window } of points) if (window >= 0) best.set(window, -fnWeight)
  const windows = best.size
  const isFound = new Set<number>()
  let total = -fnWeight * windows
  let state = { total, threshold: Number.POSITIVE_INFINITY, found: 0, rightRows: 0, falseRows: 0 }
  let [found, rightRows, falseRows] = [0, 0, 0]
  for (const [i, { score, window, credit }] of points.entries()) {
    if (window >= 0) {
      const before = best.get(window) ?? -fnWeight
      if (!isFound.has(window)) found++
      isFound.add(window)
      rightRows++
      const after = Math.max(before, credit * tpWeight)
      best.set(window, after)
      total += after - before
    } else {
      total += credit * fpWeight
      falseRows++
    }
    const isLastOfTie = points[i + 1]?.score !== score
    if (isLastOfTie && total > state.total) state = { total, threshold: score, found, rightRows, falseRows }
  }
  const [nothing, perfect] = [-fnWeight * windows, tpWeight * windows]
  const score = windows === 0 ? Number.NaN : (100 * (state.total - nothing)) / (perfect - nothing)
  const { threshold } = state
  return {
    score,
    threshold,
    windows,
    found: state.found,
    rightRows: state.rightRows,
    falseRows: state.falseRows,
  }
}

function pointsOf(files: readonly LabelledRows[]) {
  const firstWindow: number[] = []
  let count = 0
  for (const { windows } of files) {
    firstWindow.push(count)
    count += windows.length
  }
  return (file: LabelledRows & { readonly scores: Float64Array }, index: number): Point[] => {
    const credit = credits(file)
    const windowAt = new Int32Array(file.rows).fill(-1)
    for (const [i, [first, last]] of file.windows.entries())
      windowAt.fill((firstWindow[index] ?? 0) + i, first, last + 1)
    const from = probationRows(file.rows)
    return Array.from({ length: Math.max(0, file.rows - from) }, (_, i) => ({
      score: file.scores[from + i] ?? 0,
      window: windowAt[from + i] ?? -1,
      credit: credit[from + i] ?? 0,
    }))
  }
}
