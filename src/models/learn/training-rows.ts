import type { Columns } from './features.ts'

export interface TrainingRows extends Columns {
  /** 1 where the session ended in a purchase */
  readonly labels: Uint8Array
}
