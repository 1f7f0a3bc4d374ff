/** An estimate and its interval, in one unit. */
export interface Spread {
  readonly value: number
  readonly low: number
  readonly high: number
}

/** Where half of an interval begins with less than this, one digit more of it counts. */
const TWO_DIGITS_BELOW = 3.55

/**
 * Rounds an estimate to what its interval bears, by the rule of the Particle Data Group (Review of Particle Physics,
 * introduction, 5.3): half of the interval keeps two digits where they are below 35, else one. At least one digit of the
 * estimate stays, and nothing becomes finer than `finest`, a power of ten. `decimals` show the result.
 *
 * `roundByRange({ value: 4654.43, low: 3237.88, high: 6361.98 }, 0.01)` is 4700 (3200 to 6400), without decimals.
 */
export function roundByRange(
  { value, low, high }: Spread,
  finest: number,
): Spread & { readonly decimals: number } {
  const power = Math.max(Math.log10(finest), stepPower((high - low) / 2, value))
  const step = (of: number) => roundTo(of, Math.round(power))
  return { value: step(value), low: step(low), high: step(high), decimals: Math.max(0, -Math.round(power)) }
}

function stepPower(half: number, value: number): number {
  if (!(half > 0) || !Number.isFinite(half)) return -Infinity
  const power = Math.floor(Math.log10(half))
  const step = half / 10 ** power < TWO_DIGITS_BELOW ? power - 1 : power
  return value === 0 ? step : Math.min(step, Math.floor(Math.log10(Math.abs(value))))
}

/** To a power of ten, without the noise of its division: 0.07, not 0.07000000000000001; never minus zero. */
function roundTo(value: number, power: number): number {
  const scaled = power >= 0 ? value / 10 ** power : value * 10 ** -power
  const rounded = Math.round(Number(scaled.toPrecision(12)))
  return (power >= 0 ? rounded * 10 ** power : rounded / 10 ** -power) || 0
}
