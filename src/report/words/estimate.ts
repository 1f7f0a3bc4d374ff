import type { Metric } from '../../metrics/metric.ts'
import { roundByRange, type Spread } from './round-by-range.ts'

/** A KPI's value; a gain or loss of money, a difference of rates, a relative change, each with its sign. */
export type EstimateKind = Metric['unit'] | 'gain' | 'points' | 'change'

export interface ShownEstimate {
  readonly value: string
  readonly low: string
  readonly high: string
}

/** How one language writes numbers, as far as estimates need it. */
interface Writing {
  percent(share: number, digits: number): string
  number(value: number, digits: number): string
  signed(value: number, shown: string): string
  /** of an amount in the currency's unit */
  money(amount: number, digits: number): string
  /** after a difference of rates */
  readonly pp: string
  /** digits of the currency's minor unit */
  readonly minor: number
}

interface EstimateStyle {
  /** to the unit it is shown in */
  readonly scale: number
  /** a power of ten of that unit; never shown finer */
  readonly finest: number
  /** from this size on nothing is shown in parts of one */
  readonly wholeFrom?: number
  /** from this size on nothing is shown in tenths: cents or whole units */
  readonly noTenthsFrom?: number
  readonly show: (value: number, decimals: number) => string
}

/** One expected value and its range, said with the same step everywhere. */
export function estimateWith(write: Writing): (kind: EstimateKind, spread: Spread) => ShownEstimate {
  const styles = stylesOf(write)
  return (kind, { value, low, high }) => {
    const { scale, finest, wholeFrom = Infinity, noTenthsFrom = Infinity, show } = styles[kind]
    const scaled = { value: value * scale, low: low * scale, high: high * scale }
    const largest = Math.max(...[value, low, high].map((one) => Math.abs(one * scale)))
    const found = roundByRange(scaled, largest >= wholeFrom ? 1 : finest)
    const isTenth = found.decimals === 1 && largest >= noTenthsFrom
    const { decimals, ...rounded } = isTenth ? roundByRange(scaled, 1) : found
    return {
      value: show(rounded.value, decimals),
      low: show(rounded.low, decimals),
      high: show(rounded.high, decimals),
    }
  }
}

function stylesOf({
  percent,
  number,
  signed,
  money,
  pp,
  minor,
}: Writing): Readonly<Record<EstimateKind, EstimateStyle>> {
  // half a cent is not shown, and neither is a tenth of a euro: money has its minor digits or none
  const amount = (value: number, decimals: number) => money(value, decimals === 0 ? 0 : minor)
  const cents = { scale: 10 ** -minor, finest: 10 ** -minor, wholeFrom: 100, noTenthsFrom: 10 }
  const shares = { scale: 100, finest: 0.01 }
  return {
    rate: { ...shares, show: (value, decimals) => percent(value / 100, decimals) },
    count: { scale: 1, finest: 0.1, wholeFrom: 10, show: number },
    money: { ...cents, show: amount },
    // an average is known finer than what it is the average of
    'money-per': { ...cents, wholeFrom: 1000, show: amount },
    gain: { ...cents, show: (value, decimals) => signed(value, amount(Math.abs(value), decimals)) },
    points: {
      ...shares,
      show: (value, decimals) => signed(value, `${number(Math.abs(value), decimals)}${pp}`),
    },
    change: {
      ...shares,
      finest: 0.1,
      show: (value, decimals) => signed(value, percent(Math.abs(value) / 100, decimals)),
    },
  }
}
