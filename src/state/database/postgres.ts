import type { Knex } from 'knex'
import type { State } from './state.ts'

type Open = (config: Knex.Config) => Knex

/** A process that is paused in the midst of a transaction holds its locks: after this long the server takes them back. */
const IDLE_MS = 10_000

/** One pool for both; row locks and the database's clock let several replicas share it. */
export async function openPostgres(open: Open, url: string): Promise<State> {
  const pool = open({ client: 'pg', connection: url, pool: { min: 0, max: 10, afterCreate: limitIdle } })
  await pool.raw('select 1')
  return {
    dialect: 'postgres',
    read: pool,
    write: pool,
    transaction: (work) => pool.transaction(work),
    close: () => pool.destroy(),
  }
}

type Connection = { query(sql: string, done: (error: Error | null) => void): void }

function limitIdle(
  connection: Connection,
  done: (error: Error | null, connection: Connection) => void,
): void {
  connection.query(`set idle_in_transaction_session_timeout = ${IDLE_MS}`, (error) => done(error, connection))
}
