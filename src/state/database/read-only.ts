import knex from 'knex'
import { z } from 'zod'
import { Fault, messageOf } from '../../lib/errors.ts'
import { oneLine } from '../../lib/text.ts'

const rows = z.array(z.record(z.string(), z.string().nullable()))

/** A database of somebody else, opened to read: it refuses a write by itself, and a question of over a minute. */
export async function openReader(url: string) {
  const { hostname, pathname, protocol } = new URL(url)
  const pool = protocol.startsWith('postgres') ? postgres(url) : mysql(url)
  try {
    await pool.raw('select 1')
  } catch (error) {
    await pool.destroy()
    throw new Fault(
      `The database ${pathname.slice(1)} at ${hostname} does not answer (${oneLine(messageOf(error), 160)}).`,
      'Check its address, user and password.',
    )
  }
  return {
    async rows(sql: string, bindings: readonly string[]) {
      const found = await pool.raw(sql, [...bindings])
      return rows.parse(Array.isArray(found) ? found[0] : found.rows)
    },
    close: () => pool.destroy(),
  }
}

/** one connection; what fails is thrown, and need not be printed as well */
const ONE = { pool: { min: 0, max: 1 }, acquireConnectionTimeout: 15_000, log: { warn: () => {} } }

function postgres(url: string) {
  const options = '-c default_transaction_read_only=on -c statement_timeout=60000 -c timezone=UTC'
  return knex({
    ...ONE,
    client: 'pg',
    connection: { connectionString: url, options, connectionTimeoutMillis: 10_000 },
  })
}

/** MySQL or MariaDB, which limits the time of a question under a name of its own. */
function mysql(url: string) {
  const { hostname, port, pathname, username, password } = new URL(url)
  return knex({
    ...ONE,
    client: 'mysql2',
    connection: {
      host: hostname,
      ...(port && { port: Number(port) }),
      user: decodeURIComponent(username),
      password: decodeURIComponent(password),
      database: pathname.slice(1),
      charset: 'utf8mb4',
      connectTimeout: 10_000,
    },
    pool: {
      ...ONE.pool,
      afterCreate: (connection: Connection, done: (error: Error | null, connection: Connection) => void) => {
        const settings = [
          "set session time_zone = '+00:00'",
          'set session transaction read only',
          'set @limited = 1 /*M! , session max_statement_time = 60 */ /*!50708 , session max_execution_time = 60000 */',
        ]
        const next = (error: Error | null) => {
          const setting = error ? undefined : settings.shift()
          if (setting) connection.query(setting, next)
          else done(error, connection)
        }
        next(null)
      },
    },
  })
}

interface Connection {
  query(sql: string, done: (error: Error | null) => void): void
}
