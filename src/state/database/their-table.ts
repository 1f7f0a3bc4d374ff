import knex, { type Knex } from 'knex'
import { z } from 'zod'

type Row = Readonly<Record<string, unknown>>

const ONE = { pool: { min: 0, max: 1 }, acquireConnectionTimeout: 15_000, log: { warn: () => {} } }

/** A database of somebody else, opened for one change of a table that its owner named. */
export async function openTheirTable(url: string) {
  const db = connected(url)
  const matching = (rows: Knex.QueryBuilder, where: Row) => rows.where(bound(where))
  return {
    async read({ table, column, where }: { table: string; column: string; where: Row }) {
      const rows = await matching(db(table).select(column).limit(2), where)
      if (rows.length !== 1) return null
      const value: unknown = z.array(z.record(z.string(), z.unknown())).parse(rows)[0]?.[column]
      return value === null || value === undefined ? null : String(value)
    },
    set({
      table,
      column,
      where,
      before,
      after,
    }: {
      table: string
      column: string
      where: Row
      before: unknown
      after: unknown
    }) {
      return db.transaction(async (trx) => {
        const rows = (await matching(trx(table).select(column).limit(2), where)).length
        if (rows !== 1) return { rows, isSet: false }
        const changed: number = await matching(trx(table), { ...where, [column]: before }).update(
          bound({ [column]: after }),
        )
        return { rows, isSet: changed === 1 }
      })
    },
    async insert({ table, key, values }: { table: string; key: string; values: Row }) {
      await db.transaction(async (trx) => {
        const there = await matching(trx(table).select(key).limit(1), { [key]: values[key] })
        if (there.length === 0) await trx(table).insert(bound(values))
      })
    },
    async remove({ table, key, value }: { table: string; key: string; value: string }) {
      return (
        (await db(table)
          .where(bound({ [key]: value }))
          .delete()) > 0
      )
    },
    close: () => db.destroy(),
  }
}

/** Every value is bound as what a database takes. */
function bound(row: Row): Record<string, string | number | null> {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      value === null || typeof value === 'number' || typeof value === 'string' ? value : String(value),
    ]),
  )
}

function connected(url: string): Knex {
  const { protocol } = new URL(url)
  if (protocol === 'sqlite:')
    return knex({
      ...ONE,
      client: 'sqlite3',
      connection: { filename: url.replace(/^sqlite:(\/\/)?/, '') },
      useNullAsDefault: true,
    })
  const client = protocol.startsWith('postgres') ? 'pg' : 'mysql2'
  return knex({ ...ONE, client, connection: url.replace(/^mariadb:/, 'mysql:') })
}
