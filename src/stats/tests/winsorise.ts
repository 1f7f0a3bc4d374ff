import { quantile } from '../describe.ts'

/**
 * The cap above which values are cut before means are compared: the 99.9th percentile over all arms. A single wholesale
 * order otherwise decides a test. Null where nothing is to be cut: fewer than a thousandth of the values lie above 0.
 */
export function upperCap(values: Iterable<number>, p = 0.999): number | null {
  const all = [...values]
  const cap = quantile(all, p)
  return cap === null || cap <= 0 ? null : cap
}
