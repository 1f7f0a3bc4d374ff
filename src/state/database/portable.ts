import type { Knex } from 'knex'
import { z } from 'zod'
import { migrations } from '../../../migrations/index.ts'
import { inRuns } from './columns.ts'
import { migrateTo, openState } from './connect.ts'
import type { State, Trx } from './state.ts'

/** Rows that are held at once while a table is copied. */
const AT_ONCE = 2000

const named = z.array(z.object({ name: z.string() }))

/** The migrations that a state has been through; null: it is no state of this bot. */
export async function migrationsOf(state: Pick<State, 'read'>): Promise<readonly string[] | null> {
  if (!(await state.read.schema.hasTable('knex_migrations'))) return null
  return named.parse(await state.read('knex_migrations').select('name').orderBy('id')).map(({ name }) => name)
}

/** The migrations of this release that a state has not been through yet. */
export function waitingMigrations(applied: readonly string[]): readonly string[] {
  return migrations.map(({ name }) => name).filter((name) => !applied.includes(name))
}

/** And those that this release does not know: a newer one has made them. */
export function unknownMigrations(applied: readonly string[]): readonly string[] {
  return applied.filter((name) => !migrations.some((known) => known.name === name))
}

/** Writes the state as it stands at one instant to a new SQLite file, whatever is written to it meanwhile. */
export async function snapshotState(state: State, file: string, applied: readonly string[]): Promise<void> {
  if (state.dialect === 'sqlite') {
    await state.write.raw('vacuum into ?', [file])
    return
  }
  const copy = await openState(`sqlite:${file}`)
  try {
    await migrateTo(copy, applied)
    await state.read.transaction((from) => copyRows(from, copy), {
      isolationLevel: 'repeatable read',
      readOnly: true,
    })
  } finally {
    await copy.close()
  }
}

/** Puts the rows of a snapshot into an empty database of either kind. */
export async function fillState(file: string, url: string, applied: readonly string[]): Promise<void> {
  const from = await openState(`sqlite:${file}`)
  const to = await openState(url)
  try {
    await migrateTo(to, applied)
    await copyRows(from.read, to)
  } finally {
    await Promise.all([from.close(), to.close()])
  }
}

/** All rows of all tables, in one transaction; the two have been through the same migrations. */
async function copyRows(from: Knex, to: State): Promise<void> {
  const isPostgres = from.client.config.client === 'pg'
  await to.transaction(async (trx) => {
    const tables = await tablesOf(isPostgres ? trx : from)
    // what migrations put into them; of what may only be added to there is nothing
    for (const table of [...tables].reverse()) if (await trx(table).first()) await trx(table).delete()
    for (const table of tables) {
      const pages = isPostgres ? pagesByCursor(from, table) : pagesByRowid(from, table)
      for await (const rows of pages) for (const run of inRuns(rows)) await trx(table).insert(run)
      if (to.dialect === 'postgres') await goOnCounting(trx, table)
    }
  })
}

/** In the order in which they were made: one that others refer to comes before them. */
async function tablesOf(sqlite: Knex): Promise<string[]> {
  const tables = named.parse(
    await sqlite('sqlite_master').where({ type: 'table' }).select('name').orderByRaw('rowid'),
  )
  return tables.map(({ name }) => name).filter((name) => !/^(sqlite|knex)_/.test(name))
}

type Rows = Readonly<Record<string, unknown>>[]

async function* pagesByCursor(trx: Knex, table: string): AsyncGenerator<Rows> {
  await trx.raw('declare copied cursor for select * from ??', [table])
  for (;;) {
    const { rows }: { rows: Rows } = await trx.raw(`fetch ${AT_ONCE} from copied`)
    if (rows.length > 0) yield rows
    if (rows.length < AT_ONCE) break
  }
  await trx.raw('close copied')
}

async function* pagesByRowid(db: Knex, table: string): AsyncGenerator<Rows> {
  let last = -1
  for (;;) {
    const found: (Rows[number] & { readonly copied_rowid: number })[] = await db(table)
      .select('*', db.raw('rowid as copied_rowid'))
      .where('rowid', '>', last)
      .orderBy('rowid')
      .limit(AT_ONCE)
    last = found.at(-1)?.copied_rowid ?? last
    if (found.length > 0) yield found.map(({ copied_rowid: _, ...row }) => row)
    if (found.length < AT_ONCE) return
  }
}

/** A row that is inserted with its id does not move PostgreSQL's counter. */
async function goOnCounting(trx: Trx, table: string): Promise<void> {
  if (!(await trx.schema.hasColumn(table, 'id'))) return
  const { rows } = await trx.raw("select pg_get_serial_sequence(?, 'id') as counter", [table])
  const [{ counter }] = z.tuple([z.object({ counter: z.string().nullable() })]).parse(rows)
  if (counter === null) return
  await trx.raw('select setval(?, (select coalesce(max(id), 0) + 1 from ??), false)', [counter, table])
}

/** What the database itself finds wrong with its file, and rows that refer to none. */
export async function brokenState(state: State): Promise<readonly string[]> {
  if (state.dialect === 'postgres') return []
  const checked = z.array(z.object({ integrity_check: z.string() }))
  const found = checked.parse(await state.read.raw('pragma integrity_check(5)'))
  const faults = found.map((row) => row.integrity_check).filter((said) => said !== 'ok')
  const lost = z
    .array(z.object({ table: z.string(), parent: z.string() }))
    .parse(await state.read.raw('pragma foreign_key_check'))
  return [
    ...faults,
    ...new Set(
      lost.map(({ table, parent }) => `a row of ${table} names a row of ${parent} that is not there`),
    ),
  ]
}
