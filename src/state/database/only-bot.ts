import type { Knex } from 'knex'
import { Fault, messageOf } from '../../lib/errors.ts'

type Open = (config: Knex.Config) => Knex

/**
 * A lock beside an SQLite database, held while a bot runs on it: two would each post what the other does, and each keep
 * its own picture of the lake. It is the lock of an open transaction, so that it goes with a process that is killed. One
 * that is just ending is waited for.
 */
export async function onlyBotOn(open: Open, filename: string): Promise<() => Promise<void>> {
  const lock = open({
    client: 'sqlite3',
    connection: { filename: `${filename}.bot` },
    useNullAsDefault: true,
    pool: { min: 1, max: 1, idleTimeoutMillis: 2 ** 31 - 1 },
  })
  try {
    await lock.raw('pragma busy_timeout = 4000')
    await lock.raw('begin exclusive')
  } catch (error) {
    await lock.destroy()
    if (!messageOf(error).includes('SQLITE_BUSY')) throw error
    throw new Fault(
      `Another bot already runs on ${filename}.`,
      'Stop it first, or give this one a DATA_DIR of its own. Several bots share one shop on PostgreSQL (DATABASE_URL).',
      { cause: error },
    )
  }
  return () => lock.destroy()
}
