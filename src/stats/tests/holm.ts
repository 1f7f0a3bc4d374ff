/**
 * Holm's adjusted p-values, in the order given: report those at or below the chance of any false alarm at all that you
 * accept. Use over the few metrics or arms of one experiment; for many KPIs `benjaminiHochberg` finds more. Valid under
 * any dependence. `holm([0.01, 0.04, 0.03])` is `[0.03, 0.06, 0.06]`. Source: Holm 1979; R's `p.adjust(method = "holm")`.
 */
export function holm(p: readonly number[]): number[] {
  const order = p.map((value, index) => ({ value, index })).sort((a, b) => a.value - b.value)
  const adjusted = new Array<number>(p.length).fill(1)
  let most = 0
  order.forEach(({ value, index }, rank) => {
    most = Math.max(most, Math.min(1, value * (p.length - rank)))
    adjusted[index] = most
  })
  return adjusted
}
