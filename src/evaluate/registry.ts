import { anomaly } from './anomaly/anomaly.ts'
import { uplift } from './campaign/uplift.ts'
import { churn } from './churn/churn.ts'
import { conversion } from './conversion/conversion.ts'
import { drivers } from './drivers/drivers.ts'
import type { Evaluation } from './evaluation.ts'
import { experiment } from './experiment/experiment.ts'
import { forecast } from './forecast/forecast.ts'
import { intraday } from './intraday/intraday.ts'
import { elasticity } from './price/elasticity.ts'
import { recommend } from './recommend/recommend.ts'
import { restock } from './restock/restock.ts'

/** `floorwalker evaluate <what>`: one file and one line here. */
export const evaluations: readonly Evaluation[] = [
  anomaly,
  churn,
  conversion,
  drivers,
  elasticity,
  experiment,
  forecast,
  intraday,
  recommend,
  restock,
  uplift,
]
