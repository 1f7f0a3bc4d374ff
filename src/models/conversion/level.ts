import { sum } from '../../lib/sum.ts'
import { type ConversionModel, containerOf } from './conversion.ts'

/** steps of Newton on one number; five are enough */
const STEPS = 20

/** What must be added to every log odds so that as many are expected as were seen; 0 where nobody or everybody did it. */
export function levelShift(predicted: Float64Array, labels: Uint8Array): number {
  const seen = sum(labels)
  if (seen === 0 || seen === labels.length) return 0
  const logits = predicted.map((p) => {
    const safe = Math.min(1 - 1e-12, Math.max(1e-12, p))
    return Math.log(safe / (1 - safe))
  })
  let shift = 0
  for (let step = 0; step < STEPS; step++) {
    let [expected, slope] = [0, 0]
    for (const logit of logits) {
      const p = 1 / (1 + Math.exp(-logit - shift))
      expected += p
      slope += p * (1 - p)
    }
    const move = Math.max(-1, Math.min(1, (seen - expected) / Math.max(slope, 1e-9)))
    shift += move
    if (Math.abs(move) < 1e-9) break
  }
  return shift
}

/** The same ranking at another level. */
export function withShift(model: ConversionModel, shift: number): ConversionModel {
  const weights = Float64Array.from(model.container.classifiers[0]?.weights[0] ?? [])
  weights[0] = (weights[0] ?? 0) + shift
  return { ...model, container: containerOf(weights) }
}

/** Chances at that level. */
export function shifted(predicted: Float64Array, shift: number): Float64Array {
  const odds = Math.exp(shift)
  return predicted.map((p) => (p * odds) / (1 - p + p * odds))
}
