import { sum } from '../../lib/sum.ts'

/** a file may hold thousands of products: so many are told one by one */
export const SHOWN = 40

/** The share of elasticities that would have demand rise with the price, and the distance to the truth. */
export function figuresOf<P extends { readonly truth: number | null }>(
  products: readonly P[],
  pick: (product: P) => number | null,
): { readonly wrongSigns?: number; readonly rmse?: number } {
  const values = products.flatMap((product) => {
    const value = pick(product)
    return value === null ? [] : [{ value, truth: product.truth }]
  })
  if (values.length === 0) return {}
  const known = values.flatMap(({ value, truth }) =>
    truth === null || Number.isNaN(truth) ? [] : [(value - truth) ** 2],
  )
  return {
    wrongSigns: values.filter(({ value }) => value >= 0).length / values.length,
    ...(known.length > 0 && {
      rmse: Math.sqrt(sum(known) / known.length),
    }),
  }
}
