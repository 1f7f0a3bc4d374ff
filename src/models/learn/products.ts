/** A square or product of two standardised model columns, itself standardised; stored with the model. */
export interface Product {
  readonly name: string
  /** places among the terms */
  readonly left: number
  readonly right: number
  readonly mean: number
  readonly sd: number
}

interface Candidate {
  readonly name: string
  readonly kind: string
}

/** twelve columns make 78 squares and products: more would cost more than they are worth in any file tried */
const MAX_COLUMNS = 12
/** a column counts as no further out than this in a product, or one wild row would own it */
const MAX_SD = 4

/**
 * Squares and pairwise products of the numeric columns that go most with the outcome (by correlation): the cheapest way
 * for a linear model to bend, and to let one column matter more where another is high. Learned on training rows.
 */
export function learnProducts(
  terms: readonly Candidate[],
  columns: readonly Float64Array[],
  labels: Uint8Array,
): Product[] {
  const places = terms
    .map(({ kind }, place) => ({ kind, place, strength: strengthOf(columns[place], labels) }))
    .filter(({ kind }) => kind === 'log' || kind === 'share')
    .sort((a, b) => b.strength - a.strength || a.place - b.place)
    .slice(0, MAX_COLUMNS)
    .map(({ place }) => place)
    .sort((a, b) => a - b)
  return places.flatMap((left, i) =>
    places.slice(i).flatMap((right) => {
      const name = left === right ? `${terms[left]?.name}²` : `${terms[left]?.name} × ${terms[right]?.name}`
      const raw = productOf(columns, { left, right })
      const { mean, sd } = moments(raw)
      return sd > 1e-9 ? [{ name, left, right, mean, sd }] : []
    }),
  )
}

/** The products' columns for rows whose terms are encoded. */
export function productColumns(
  products: readonly Product[],
  columns: readonly Float64Array[],
): Float64Array[] {
  return products.map((product) => {
    const values = productOf(columns, product)
    for (let i = 0; i < values.length; i++) values[i] = ((values[i] ?? 0) - product.mean) / product.sd
    return values
  })
}

function productOf(
  columns: readonly Float64Array[],
  { left, right }: { readonly left: number; readonly right: number },
): Float64Array {
  const a = columns[left] ?? new Float64Array(0)
  const b = columns[right] ?? a
  return a.map((value, row) => within(value) * within(b[row] ?? 0))
}

function within(value: number): number {
  return Math.max(-MAX_SD, Math.min(MAX_SD, value))
}

/** |sum of a standardised column over the positives|: proportional to its correlation with the outcome. */
function strengthOf(column: Float64Array | undefined, labels: Uint8Array): number {
  if (!column) return 0
  let sum = 0
  for (let row = 0; row < labels.length; row++) if (labels[row] === 1) sum += column[row] ?? 0
  return Math.abs(sum)
}

export function moments(values: Float64Array): { mean: number; sd: number } {
  let sum = 0
  for (const value of values) sum += value
  const mean = sum / values.length
  let squares = 0
  for (const value of values) squares += (value - mean) ** 2
  return { mean, sd: Math.sqrt(squares / values.length) }
}
