/**
 * Benjamini-Hochberg adjusted p-values (q-values), in the order given: report those at or below the false
 * discovery rate you accept. Use over all KPIs and slices looked at in one run. Valid for independent and for
 * positively dependent tests. `benjaminiHochberg([0.01, 0.02, 0.03])` is `[0.03, 0.03, 0.03]`.
 * Source: Benjamini and Hochberg 1995; R's `p.adjust(method = "BH")`.
 */
export function benjaminiHochberg(p: readonly number[]): number[] {
  const order = p.map((value, index) => ({ value, index })).sort((a, b) => b.value - a.value)
  const adjusted = new Array<number>(p.length).fill(1)
  let least = 1
  order.forEach(({ value, index }, fromTop) => {
    least = Math.min(least, (value * p.length) / (p.length - fromTop))
    adjusted[index] = least
  })
  return adjusted
}
