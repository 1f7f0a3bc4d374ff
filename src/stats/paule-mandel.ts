export interface Measured {
  readonly value: number
  readonly se: number
}

export interface Pooled {
  readonly mean: number
  readonly meanSe: number
  /** standard deviation of the true values around their mean */
  readonly tau: number
}

/**
 * Random-effects mean of measurements that differ in precision, with the spread between their true values by
 * Paule and Mandel: the tau at which the weighted squares equal their degrees of freedom, found by bisection.
 * `tau` is never below `floor`. Null without measurements. Source: Paule and Mandel 1982, J. Res. NBS 87(5);
 * for values 1, 3 with standard errors 0.5, 0.5 tau is exactly sqrt(2 - 0.25) = 1.3229.
 */
export function pauleMandel(measured: readonly Measured[], floor = 0): Pooled | null {
  if (measured.length === 0) return null
  const at = (tau: number) => {
    let weights = 0
    let sum = 0
    for (const { value, se } of measured) {
      const weight = 1 / (se * se + tau * tau)
      weights += weight
      sum += weight * value
    }
    const mean = sum / weights
    let squares = 0
    for (const { value, se } of measured) squares += (value - mean) ** 2 / (se * se + tau * tau)
    return { mean, meanSe: Math.sqrt(1 / weights), excess: squares - (measured.length - 1) }
  }
  let low = floor
  let high = Math.max(1, floor * 2)
  while (at(high).excess > 0 && high < 1e6) high *= 2
  if (at(low).excess > 0) {
    for (let i = 0; i < 80; i++) {
      const middle = (low + high) / 2
      if (at(middle).excess > 0) low = middle
      else high = middle
    }
  }
  const { mean, meanSe } = at(low)
  return { mean, meanSe, tau: low }
}

/** One measurement drawn towards what its group says: precision-weighted, with the uncertainty that remains. */
export function shrink({ value, se }: Measured, group: Pooled): Measured {
  const prior = group.tau ** 2 + group.meanSe ** 2
  const weight = prior / (prior + se ** 2)
  return { value: weight * value + (1 - weight) * group.mean, se: Math.sqrt(weight) * se }
}
