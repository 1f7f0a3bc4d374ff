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
  const excess = (tau: number) => around(measured, tau).squares - (measured.length - 1)
  let low = floor
  let high = Math.max(1, floor * 2)
  while (excess(high) > 0 && high < 1e6) high *= 2
  if (excess(low) > 0) {
    for (let i = 0; i < 80; i++) {
      const middle = (low + high) / 2
      if (excess(middle) > 0) low = middle
      else high = middle
    }
  }
  return pooledAt(measured, low)
}

/** Random-effects mean at a spread that is known. */
export function pooledAt(measured: readonly Measured[], tau: number): Pooled {
  const { mean, weights } = around(measured, tau)
  return { mean, meanSe: Math.sqrt(1 / weights), tau }
}

/**
 * The spread of true values around the mean of their group, alike in all groups: the root of the posterior mean of
 * tau^2, by restricted likelihood on a grid under a log-normal prior. Where few measurements are precise, the
 * moment of Paule and Mandel is often zero, which passes vague values off as sure ones (Gelman 2006, Bayesian
 * Analysis 1(3)). Without measurements it is the prior's own. In groups of 2 and 4, 1 and 5 without error it is about 3.
 */
export function sharedSpread(
  groups: readonly (readonly Measured[])[],
  prior: { readonly centre: number; readonly logSd: number },
): number {
  const taus = Array.from({ length: 61 }, (_, i) => prior.centre * Math.exp((i - 30) * 0.1))
  const losses = taus.map((tau) =>
    groups.reduce(
      (sum, group) => {
        if (group.length === 0) return sum
        const { weights, squares, logVariances } = around(group, tau)
        return sum + Math.log(weights) + squares + logVariances
      },
      (Math.log(tau / prior.centre) / prior.logSd) ** 2,
    ),
  )
  const least = Math.min(...losses)
  let weights = 0
  let sum = 0
  for (const [i, loss] of losses.entries()) {
    const weight = Math.exp((least - loss) / 2)
    weights += weight
    sum += weight * (taus[i] ?? 0) ** 2
  }
  return Math.sqrt(sum / weights)
}

function around(measured: readonly Measured[], tau: number) {
  let weights = 0
  let sum = 0
  let logVariances = 0
  for (const { value, se } of measured) {
    const variance = se * se + tau * tau
    weights += 1 / variance
    sum += value / variance
    logVariances += Math.log(variance)
  }
  const mean = sum / weights
  let squares = 0
  for (const { value, se } of measured) squares += (value - mean) ** 2 / (se * se + tau * tau)
  return { mean, weights, squares, logVariances }
}

/** One measurement drawn towards what its group says: precision-weighted, with the uncertainty that remains. */
export function shrink({ value, se }: Measured, group: Pooled): Measured {
  const prior = group.tau ** 2 + group.meanSe ** 2
  const weight = prior / (prior + se ** 2)
  return { value: weight * value + (1 - weight) * group.mean, se: Math.sqrt(weight) * se }
}
