import type { Knex } from 'knex'
import type { State } from './connect.ts'

type Open = (config: Knex.Config) => Knex

/** One pool for both; row locks and the database's clock let several replicas share it. */
export async function openPostgres(open: Open, url: string): Promise<State> {
  const pool = open({ client: 'pg', connection: url, pool: { min: 0, max: 10 } })
  await pool.raw('select 1')
  return {
    dialect: 'postgres',
    read: pool,
    write: pool,
    transaction: (work) => pool.transaction(work),
    close: () => pool.destroy(),
  }
}
