import type { TooShort } from '../../models/anomaly/finding.ts'
import type { Forecast } from '../../models/forecast/forecast.ts'
import { type AskedForecast, forecastTask } from '../../models/forecast/task.ts'

export function run(task: readonly AskedForecast[]): readonly (Forecast | TooShort)[] {
  return forecastTask(task)
}
