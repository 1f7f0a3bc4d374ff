import { expect, it } from 'vitest'
import { featuresOf } from '../../src/ask/reader/features.ts'
import { fittingSoftmax } from '../../src/ask/reader/softmax.ts'

const WORDS = ['orders', 'revenue', 'why', 'drop', 'who', 'call', 'yesterday', 'Berlin']
const EXAMPLES = Array.from({ length: 900 }, (_, i) => ({
  label: i % 2 === 0 ? 'even' : 'odd',
  features: featuresOf([WORDS[i % 8] ?? '', WORDS[(i * 3) % 7] ?? '', i % 2 === 0 ? 'even' : 'odd']),
}))

it('a fit gives way after every hundred examples, and learns the same either way', () => {
  const inPieces = fittingSoftmax(EXAMPLES)
  let pieces = 0
  let step = inPieces.next()
  while (!step.done) {
    pieces += 1
    step = inPieces.next()
  }
  // once through to count, eight times to learn
  expect(pieces).toBe(9 * 9)
  const chances = step.value.predict(featuresOf(['orders', 'revenue', 'odd']))
  expect(chances.odd).toBeGreaterThan(0.9)
  const again = fittingSoftmax(EXAMPLES)
  let other = again.next()
  while (!other.done) other = again.next()
  expect(other.value.predict(featuresOf(['orders', 'revenue', 'odd']))).toEqual(chances)
})
