/** When a change began, as far as the counts tell. In intervals. */
export interface Since {
  /** the likeliest */
  readonly at: number
  /** from and to which it may have begun as well (95 %) */
  readonly from: number
  readonly to: number
}

/** half of chi-square's 95 % with one degree of freedom */
const WITHIN = 1.92
const NEXT_TO_NOTHING = 0.1

/**
 * The likeliest first interval of a change that lasts to the end: Poisson likelihood of one new rate from there on against
 * what was expected, weakened by how much more than by chance the series scatters. `counts` and `expected` cover the
 * stretch in which it may have begun.
 */
export function sinceWhen(
  counts: readonly number[],
  expected: readonly number[],
  { side, beyond }: { readonly side: 'down' | 'up'; readonly beyond: number },
): Since {
  const gains: number[] = []
  let [found, due] = [0, 0]
  for (let at = counts.length - 1; at >= 0; at--) {
    found += counts[at] ?? 0
    due += expected[at] ?? 0
    const isThatWay = side === 'down' ? found < due : found > due
    const gain = isThatWay ? due - found + (found > 0 ? found * Math.log(found / due) : 0) : 0
    gains[at] = gain / (1 + (beyond * due) / (counts.length - at))
  }
  const best = Math.max(...gains)
  // what began while next to nothing was expected began when something was
  const at = gains.findLastIndex((gain) => gain >= best - NEXT_TO_NOTHING)
  const near = gains.flatMap((gain, i) => (gain >= best - WITHIN ? [i] : []))
  return { at, from: near[0] ?? at, to: near.at(-1) ?? at }
}
