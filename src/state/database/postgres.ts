import type { Socket } from 'node:net'
import type { Knex } from 'knex'
import { Fault, messageOf } from '../../lib/errors.ts'
import type { State } from './state.ts'

type Open = (config: Knex.Config) => Knex

/** A process that is paused in the midst of a transaction holds its locks: after this long the server takes them back. */
const IDLE_MS = 10_000
const CONNECT_MS = 10_000
/** What the state is asked takes milliseconds, and waits for a lock no longer than the above: nobody answers any more. */
const SILENT_MS = 30_000

/** How many long transactions are under way: then nothing is taken for silent. */
interface Patience {
  long: number
  readonly silentMs: number
}

/** One pool for both; row locks and the database's clock let several replicas share it. */
export async function openPostgres(open: Open, url: string, silentMs = SILENT_MS): Promise<State> {
  const patience: Patience = { long: 0, silentMs }
  const pool = open({
    client: 'pg',
    connection: { connectionString: url, connectionTimeoutMillis: CONNECT_MS },
    pool: { min: 0, max: 10, afterCreate: afterCreate(patience) },
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
    longTransaction: async (work) => {
      patience.long += 1
      try {
        return await pool.transaction(work)
      } finally {
        patience.long -= 1
      }
    },
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

interface Connection {
  query(sql: string, done: (error: Error | null) => void): void
  /** false while an answer is waited for */
  readonly readyForQuery: boolean
  readonly connection: { readonly stream: Socket }
}

/** What each new connection of a pool is told. */
function afterCreate(patience: Patience) {
  const open = new Set<Connection>()
  return (connection: Connection, done: (error: Error | null, connection: Connection) => void): void => {
    endWhenSilent(connection, open, patience)
    connection.query(`set idle_in_transaction_session_timeout = ${IDLE_MS}`, (error) =>
      done(error, connection),
    )
  }
}

/**
 * A server that is gone without a word never answers, and its line stands: what waits there would wait for ever. It ends with
 * an error, so do the other connections of that time, and the next query makes a new one.
 */
function endWhenSilent(connection: Connection, open: Set<Connection>, patience: Patience): void {
  const { stream } = connection.connection
  open.add(connection)
  stream.once('close', () => open.delete(connection))
  stream.setTimeout(patience.silentMs)
  stream.on('timeout', () => {
    if (connection.readyForQuery) return
    // what is silent is told once: whoever may take long is looked at again
    if (patience.long > 0) return void stream.setTimeout(patience.silentMs)
    const gone = new Error(`PostgreSQL has not answered for ${patience.silentMs / 1000} s`)
    for (const one of open) if (one === connection || one.readyForQuery) one.connection.stream.destroy(gone)
  })
}
