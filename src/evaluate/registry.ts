import { anomaly } from './anomaly.ts'
import { conversion } from './conversion.ts'
import { drivers } from './drivers.ts'
import { elasticity } from './elasticity.ts'
import type { Evaluation } from './evaluation.ts'
import { experiment } from './experiment.ts'
import { forecast } from './forecast.ts'
import { recommend } from './recommend.ts'
import { restock } from './restock.ts'
import { uplift } from './uplift.ts'

/** `floorwalker evaluate <what>`: one file and one line here. */
export const evaluations: readonly Evaluation[] = [
  anomaly,
  conversion,
  drivers,
  elasticity,
  experiment,
  forecast,
  recommend,
  restock,
  uplift,
]
