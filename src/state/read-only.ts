import knex from 'knex'
import { z } from 'zod'
import { Fault, messageOf } from '../lib/errors.ts'
import { oneLine } from '../lib/text.ts'

const rows = z.array(z.record(z.string(), z.string().nullable()))

/** A database of somebody else, opened to read: it refuses a write by itself, and a question of over a minute. */
export async function openReader(url: string) {
  const settings = '-c default_transaction_read_only=on -c statement_timeout=60000 -c timezone=UTC'
  const pool = knex({
    client: 'pg',
    connection: { connectionString: url, options: settings, connectionTimeoutMillis: 10_000 },
    pool: { min: 0, max: 1 },
    acquireConnectionTimeout: 15_000,
  })
  const { hostname, pathname } = new URL(url)
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
      const { rows: found } = await pool.raw(sql, [...bindings])
      return rows.parse(found)
    },
    close: () => pool.destroy(),
  }
}
