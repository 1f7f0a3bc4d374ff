import type { Trx } from '../src/state/connect.ts'

/** Once released, a migration is never edited: the next change is the next file. */
export interface Migration {
  readonly name: string
  up(trx: Trx): Promise<void>
  down(trx: Trx): Promise<void>
}
