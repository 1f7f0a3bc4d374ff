/** Multinomial logistic regression over features that are there or not. */
export interface Softmax<L extends string> {
  /** the chance of each label */
  readonly predict: (features: readonly string[]) => Readonly<Record<L, number>>
}

export interface Example<L extends string> {
  readonly label: L
  readonly features: readonly string[]
}

const ROUNDS = 8
const RATE = 0.5
/** keeps a feature that is seen once from deciding alone */
const DECAY = 1e-4

/** A fit that pauses after every few examples, so that whoever runs it may answer meanwhile. */
export type Fitting<T> = Generator<void, T, void>

/**
 * Fitted by stochastic gradient descent with AdaGrad steps (Duchi et al., 2011), in an order that is always the same.
 */
export function* fittingSoftmax<L extends string>(examples: readonly Example<L>[]): Fitting<Softmax<L>> {
  const labels = [...new Set(examples.map(({ label }) => label))]
  const index = new Map<string, number>()
  const rows: { label: number; at: number[]; value: number }[] = []
  for (const { label, features } of examples) {
    for (const one of features) if (!index.has(one)) index.set(one, index.size)
    rows.push({
      label: labels.indexOf(label),
      at: features.flatMap((one) => index.get(one) ?? []),
      value: scaleFor(features.length),
    })
    if (rows.length % PAUSE_AFTER === 0) yield
  }
  const width = labels.length
  const weights = new Float64Array(index.size * width)
  const squares = new Float64Array(index.size * width).fill(1e-8)
  const bias = new Float64Array(width)
  const scores = (at: readonly number[], value: number): Float64Array => {
    const sums = Float64Array.from(bias)
    for (const feature of at)
      for (let k = 0; k < width; k += 1)
        sums[k] = (sums[k] ?? 0) + value * (weights[feature * width + k] ?? 0)
    const most = Math.max(...sums)
    let total = 0
    sums.forEach((sum, k) => {
      sums[k] = Math.exp(sum - most)
      total += sums[k] ?? 0
    })
    return sums.map((one) => one / total)
  }
  for (let round = 0; round < ROUNDS; round += 1)
    for (let i = 0; i < rows.length; i += 1) {
      // a stride that has no common divisor with their number visits each once, and mixes the labels
      const row = rows[(i * STRIDE) % rows.length]
      if (!row) continue
      if (i % PAUSE_AFTER === 0) yield
      const chances = scores(row.at, row.value)
      for (let k = 0; k < width; k += 1) {
        const off = (chances[k] ?? 0) - (k === row.label ? 1 : 0)
        if (Math.abs(off) < SKIPPED) continue
        bias[k] = (bias[k] ?? 0) - BIAS_RATE * off
        for (const feature of row.at) {
          const cell = feature * width + k
          const slope = off * row.value + DECAY * (weights[cell] ?? 0)
          squares[cell] = (squares[cell] ?? 0) + slope * slope
          weights[cell] = (weights[cell] ?? 0) - (RATE * slope) / Math.sqrt(squares[cell] ?? 1)
        }
      }
    }
  return {
    predict(features) {
      const at = features.flatMap((one) => index.get(one) ?? [])
      const chances = scores(at, scaleFor(features.length))
      return Object.fromEntries(labels.map((label, k) => [label, chances[k] ?? 0])) as Record<L, number>
    },
  }
}

const BIAS_RATE = 0.01
const STRIDE = 7919
/** a few milliseconds of work */
const PAUSE_AFTER = 100
/** too near to be worth a step */
const SKIPPED = 0.03

/** A long sentence has more to say than a short one, yet not as many times as it is longer. */
const scaleFor = (features: number) => (features || 1) ** -0.3
