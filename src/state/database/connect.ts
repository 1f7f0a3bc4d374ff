import knex from 'knex'
import { migrations } from '../../../migrations/index.ts'
import { openPostgres } from './postgres.ts'
import { openSqlite } from './sqlite.ts'
import type { State } from './state.ts'

/** `sqlite:path` or `postgres://user:password@host/name`. Opens and proves the connection; migrates nothing. */
export async function openState(url: string): Promise<State> {
  return /^postgres(ql)?:/.test(url)
    ? openPostgres(knex, url)
    : openSqlite(knex, url.replace(/^sqlite:(\/\/)?/, ''))
}

/**
 * Brings the tables up to date, once: all of it is one transaction under one lock, so a second process waits and then
 * finds nothing to do, and a killed one leaves neither half a table nor a lock.
 */
export async function migrate(state: State): Promise<void> {
  await state.transaction(async (trx) => {
    if (state.dialect === 'postgres') await trx.raw('select pg_advisory_xact_lock(7330117)')
    await trx.migrate.latest({
      migrationSource: {
        getMigrations: async () => [...migrations],
        getMigrationName: (migration: (typeof migrations)[number]) => migration.name,
        getMigration: async (migration: (typeof migrations)[number]) => migration,
      },
    })
  })
}
