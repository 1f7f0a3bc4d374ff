import { describe, expect, it } from 'vitest'
import { seeded } from '../../../src/lib/random.ts'
import { streamingAnomaly } from '../../../src/models/anomaly/streaming-anomaly.ts'

const ROWS = 4000
const AT = 3000

/** Ten days and more of five-minute rows with a daily wave, changed from row 3000 on. */
function scored(change: (value: number, sinceChange: number) => number, rows = ROWS) {
  const random = seeded(3)
  const seconds = Array.from({ length: rows }, (_, i) => 1_700_000_000 + 300 * i)
  const values = seconds.map((at, i) => {
    const usual = 100 + 40 * Math.sin((2 * Math.PI * at) / 86_400) + 4 * random.normal()
    return i < AT ? usual : change(usual, i - AT)
  })
  return { values, seconds, scores: streamingAnomaly({ values, seconds }) }
}
const highest = (scores: Float64Array, from: number, to: number) => Math.max(...scores.slice(from, to))

describe('a metric of which nothing is known', () => {
  const quiet = highest(scored((value) => value).scores, 750, ROWS)

  it.each<[string, (value: number, since: number) => number, number]>([
    ['a spike', (value, since) => (since === 0 ? value + 120 : value), 1],
    ['a lasting fall', (value) => value - 60, 24],
    ['a flat line inside its usual range', () => 100, 96],
    ['a wave that does not come', (_, since) => 60 + ((since * 7919) % 9), 288],
    ['twenty times the noise', (value, since) => value + 80 * (((since * 7919) % 13) / 6 - 1), 96],
  ])('tells %s from everything before', (_, change, within) => {
    const { scores } = scored(change)
    expect(highest(scores, AT, AT + within)).toBeGreaterThan(1.5 * highest(scores, 750, AT))
    expect(highest(scores, AT, AT + within)).toBeGreaterThan(1.2 * quiet)
  })

  it('is judged by its past only: what comes later changes no score', () => {
    const whole = scored((value) => value - 60).scores
    const cut = scored((value) => value - 60, AT + 10).scores
    expect(whole.slice(0, AT + 10)).toEqual(cut)
  })

  it('has the same scores in any unit', () => {
    const { values, seconds, scores } = scored((value) => value - 60)
    const scaled = streamingAnomaly({ values: values.map((value) => value * 1024), seconds })
    for (const [i, score] of scaled.entries()) expect(score).toBeCloseTo(scores[i] ?? Number.NaN, 6)
  })

  it('is told once while an incident does not worsen', () => {
    const { scores } = scored((value) => value - 60)
    const top = highest(scores, AT, AT + 100)
    expect(scores.slice(AT, AT + 100).filter((score) => score === top)).toHaveLength(1)
  })

  it('keeps still over missing values and a constant', () => {
    const values = Array.from({ length: 500 }, (_, i) => (i % 7 === 0 ? Number.NaN : 45))
    const scores = streamingAnomaly({ values, seconds: values.map((_, i) => 300 * i) })
    expect(highest(scores, 0, 500)).toBe(0)
  })
})
