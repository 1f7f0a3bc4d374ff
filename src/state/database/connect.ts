import knex from 'knex'
import { migrations } from '../../../migrations/index.ts'
import { Fault } from '../../lib/errors.ts'
import { openPostgres } from './postgres.ts'
import { openSqlite } from './sqlite.ts'
import type { State, Trx } from './state.ts'

/** `sqlite:path` or `postgres://user:password@host/name`. Opens and proves the connection; migrates nothing. */
export async function openState(url: string): Promise<State> {
  return /^postgres(ql)?:/.test(url)
    ? openPostgres(knex, url)
    : openSqlite(knex, url.replace(/^sqlite:(\/\/)?/, ''))
}

/** What was run; `isNew`: there was nothing before. */
interface Migrated {
  readonly names: readonly string[]
  readonly isNew: boolean
}

/**
 * Brings the tables up to date, once: all of it is one transaction under one lock, so a second process waits and then
 * finds nothing to do, and a killed one leaves neither half a table nor a lock.
 */
export function migrate(state: State): Promise<Migrated> {
  return migrateBy(state, migrations)
}

/** As far as an earlier release did. */
export function migrateTo(state: State, names: readonly string[]): Promise<Migrated> {
  return migrateBy(
    state,
    migrations.filter(({ name }) => names.includes(name)),
  )
}

async function migrateBy(state: State, wanted: typeof migrations): Promise<Migrated> {
  return state.longTransaction(async (trx) => {
    if (state.dialect === 'postgres') await trx.raw('select pg_advisory_xact_lock(7330117)')
    await refuseNewer(trx)
    const isNew = !(await trx.schema.hasTable('knex_migrations'))
    const [, names]: [number, string[]] = await trx.migrate.latest({
      migrationSource: {
        getMigrations: async () => [...wanted],
        getMigrationName: (migration: (typeof migrations)[number]) => migration.name,
        getMigration: async (migration: (typeof migrations)[number]) => migration,
      },
    })
    return { names, isNew }
  })
}

/** Tables that a newer release has changed are left alone. */
async function refuseNewer(trx: Trx): Promise<void> {
  if (!(await trx.schema.hasTable('knex_migrations'))) return
  const known = new Set(migrations.map(({ name }) => name))
  const applied: { name: string }[] = await trx('knex_migrations').select('name').orderBy('id')
  const newer = applied.filter(({ name }) => !known.has(name))
  if (newer.length === 0) return
  throw new Fault(
    `The state database was made by a newer release: ${newer.map(({ name }) => name).join(', ')} is not known here.`,
    'Start that release again, or restore the backup from before it; nothing was changed.',
  )
}
