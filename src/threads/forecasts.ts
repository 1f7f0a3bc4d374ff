import type { TooShort } from '../models/anomaly/finding.ts'
import type { Forecast } from '../models/forecast/forecast.ts'
import type { AskedForecast } from '../models/forecast/task.ts'
import { inThread } from './worker-pool.ts'

/** Several forecasts off the main thread, answered in the order asked. */
export function forecasting(asked: readonly AskedForecast[]): Promise<readonly (Forecast | TooShort)[]> {
  return inThread({ name: 'forecast', task: asked })
}
