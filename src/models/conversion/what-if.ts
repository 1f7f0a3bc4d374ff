import { Z80 } from '../../stats/distributions/z.ts'
import type { Spread } from '../forecast/intervals.ts'
import type { ConversionModel } from './conversion.ts'
import { plainModel } from './odds.ts'

/** Change of the log odds of buying for a change of the log price seen, at an average session; association, not cause. */
export interface PriceEffect {
  readonly slope: number
  readonly se: number
}

/** What the conversion model says of price; null where prices were not seen or never differed. */
export function priceEffect(model: ConversionModel): PriceEffect | null {
  const plain = plainModel(model)
  const { encoder } = plain
  const weights = plain.unshrunk?.weights ?? plain.container.classifiers[0]?.weights[0] ?? []
  const { standardErrors } = plain.unshrunk ?? plain
  const at = encoder.terms.findIndex(({ column, kind }) => column === 'price_seen_cents' && kind === 'log')
  const term = encoder.terms[at]
  const weight = weights[at + 1]
  if (!term || weight === undefined) return null
  // standardised columns: one more of log1p(price), which is one more of log(price) at prices in cents
  return { slope: weight / term.sd, se: (standardErrors[at + 1] ?? 0) / term.sd }
}

/**
 * A forecast rate of purchases under prices changed by `change` (-0.05 is 5 % less): the odds times
 * (1 + change)^slope. The ends take the worse end of both intervals, so it holds at least 80 %.
 * `withPrice({ expected: .03, .. }, { slope: -1, se: 0 }, -0.05)` expects `.0315`.
 */
export function withPrice(rate: Spread, { slope, se }: PriceEffect, change: number): Spread {
  const log = Math.log1p(change)
  const half = Math.abs(log) * Z80 * se
  const moved = (p: number, by: number) => {
    const odds = Math.exp(by)
    return (p * odds) / (1 - p + p * odds)
  }
  const centre = slope * log
  return {
    expected: moved(rate.expected, centre),
    median: moved(rate.median, centre),
    low: moved(rate.low, centre - half),
    high: moved(rate.high, centre + half),
  }
}
