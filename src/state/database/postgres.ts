import type { Knex } from 'knex'
import { Fault, messageOf } from '../../lib/errors.ts'
import type { State } from './state.ts'

type Open = (config: Knex.Config) => Knex

/** A process that is paused in the midst of a transaction holds its locks: after this long the server takes them back. */
const IDLE_MS = 10_000
const CONNECT_MS = 10_000

/** One pool for both; row locks and the database's clock let several replicas share it. */
export async function openPostgres(open: Open, url: string): Promise<State> {
  const pool = open({
    client: 'pg',
    connection: { connectionString: url, connectionTimeoutMillis: CONNECT_MS },
    pool: { min: 0, max: 10, afterCreate: limitIdle },
    log: QUIET,
  })
  try {
    await pool.raw('select 1')
  } catch (error) {
    await pool.destroy()
    throw new Fault(
      `The state database ${withoutPassword(url)} cannot be used (${reasonOf(error)}).`,
      'Start it, or correct DATABASE_URL.',
      { cause: error },
    )
  }
  return {
    dialect: 'postgres',
    read: pool,
    write: pool,
    transaction: (work) => pool.transaction(work),
    // replicas share their work by leases
    beOnlyBot: async () => async () => {},
    close: () => pool.destroy(),
  }
}

/** as it may be shown and logged */
export function withoutPassword(url: string): string {
  return url.replace(/\/\/[^@/]*@/, '//…@')
}

/** A name with several addresses fails once for each: Node puts these into one error without a message. */
function reasonOf(error: unknown): string {
  const all = error instanceof AggregateError ? error.errors : [error]
  return [...new Set(all.map(messageOf))].join('; ')
}

/** knex prints what it also throws. */
const QUIET: Knex.Logger = { warn: () => {}, error: () => {} }

type Connection = { query(sql: string, done: (error: Error | null) => void): void }

function limitIdle(
  connection: Connection,
  done: (error: Error | null, connection: Connection) => void,
): void {
  connection.query(`set idle_in_transaction_session_timeout = ${IDLE_MS}`, (error) => done(error, connection))
}
