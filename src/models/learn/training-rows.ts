import type { Columns } from './columns.ts'

export interface TrainingRows extends Columns {
  /** 1 where the session ended in a purchase */
  readonly labels: Uint8Array
}
