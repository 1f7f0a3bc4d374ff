/**
 * Errors of a forecast without a unit, so that series of any size can be averaged. Missing actuals (NaN) are left out;
 * null when nothing is left, or when there is nothing to scale by.
 */

/**
 * Mean absolute scaled error (Hyndman and Koehler 2006): the mean absolute error against that of repeating the last
 * season within the `train`ing values. Below 1 beats it. `mase([1, 2, 1, 2], [3, 3], [2, 2], 1)` is `1`. Null where the
 * training values repeat exactly.
 */
export function mase(
  train: ArrayLike<number>,
  actual: ArrayLike<number>,
  forecast: ArrayLike<number>,
  period: number,
): number | null {
  const scale = seasonalError(train, period)
  const error = meanOver(actual.length, (i) =>
    Math.abs((actual[i] ?? Number.NaN) - (forecast[i] ?? Number.NaN)),
  )
  return scale === null || error === null || scale === 0 ? null : error / scale
}

/**
 * Mean absolute difference of values one season apart. `seasonalError([1, 2, 4, 6], 2)` is `3.5`.
 *
 * @internal exported for the tests: its known values
 */
export function seasonalError(values: ArrayLike<number>, period: number): number | null {
  return meanOver(values.length - period, (i) =>
    Math.abs((values[i + period] ?? Number.NaN) - (values[i] ?? Number.NaN)),
  )
}

/**
 * Symmetric mean absolute percentage error in percent, as in the M4 competition: 200 |a - f| / (|a| + |f|), from 0 to
 * 200; a forecast of 0 for 0 is right. `smape([100], [50])` is `66.67`.
 */
export function smape(actual: ArrayLike<number>, forecast: ArrayLike<number>): number | null {
  return meanOver(actual.length, (i) => {
    const [a, f] = [actual[i] ?? Number.NaN, forecast[i] ?? Number.NaN]
    const size = Math.abs(a) + Math.abs(f)
    return size === 0 ? 0 : (200 * Math.abs(a - f)) / size
  })
}

function meanOver(length: number, at: (i: number) => number): number | null {
  let [sum, count] = [0, 0]
  for (let i = 0; i < length; i++) {
    const value = at(i)
    if (!Number.isNaN(value)) [sum, count] = [sum + value, count + 1]
  }
  return count > 0 ? sum / count : null
}
