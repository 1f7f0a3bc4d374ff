import type { Knex } from 'knex'

/** Once released, a migration is never edited: the next change is the next file. */
export interface Migration {
  readonly name: string
  up(trx: Knex): Promise<void>
  down(trx: Knex): Promise<void>
}
