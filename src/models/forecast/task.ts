import type { TooShort } from '../anomaly/finding.ts'
import { type Forecast, type ForecastQuestion, forecast, forecastRate } from './forecast.ts'

/** A sum, or with `over` a rate. */
export interface AskedForecast {
  readonly of: ForecastQuestion
  readonly over?: ForecastQuestion
}

/** Several forecasts in one piece of work, for a thread of its own; answers in the order asked. */
export function forecastTask(asked: readonly AskedForecast[]): (Forecast | TooShort)[] {
  return asked.map(({ of, over }) => (over ? forecastRate(of, over) : forecast(of)))
}
