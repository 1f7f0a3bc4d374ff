import { z } from 'zod'
import type { Trx } from './state.ts'

/** PostgreSQL's clock where several machines share it; on SQLite all share this machine's. */
export async function databaseTime(trx: Trx): Promise<Date> {
  if (trx.client.config.client !== 'pg') return new Date()
  const result = z.object({ rows: z.tuple([z.object({ now: z.date() })]) })
  return result.parse(await trx.raw('select clock_timestamp() as now')).rows[0].now
}
