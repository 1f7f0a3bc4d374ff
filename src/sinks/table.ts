import { messageOf } from '../lib/errors.ts'
import { majorUnit } from '../lib/money.ts'
import { oneLine } from '../lib/text.ts'
import type { TableSettings } from './settings.ts'
import type { Change, Sink, Written } from './sink.ts'
import { filled, valuesOf } from './values.ts'

type Row = Readonly<Record<string, unknown>>

/** A table of somebody's database, open for one change; each of these is a transaction of its own. */
interface TheirTable {
  /** the column of the row; null where there is not exactly one such row */
  read(at: { readonly table: string; readonly column: string; readonly where: Row }): Promise<string | null>
  /** sets it where the one row still holds `before`; how many rows there were, and whether it was set */
  set(at: {
    readonly table: string
    readonly column: string
    readonly where: Row
    readonly before: unknown
    readonly after: unknown
  }): Promise<{ readonly rows: number; readonly isSet: boolean }>
  /** once a key: a row that has it already is left as it is */
  insert(row: { readonly table: string; readonly key: string; readonly values: Row }): Promise<void>
  /** false where no row has the key any more */
  remove(row: { readonly table: string; readonly key: string; readonly value: string }): Promise<boolean>
  close(): Promise<void>
}

export type OpenTable = (url: string) => Promise<TheirTable>

/** Prices of a table are set where they still are what they were; orders are rows, one a key. */
export function tableSink(
  settings: TableSettings,
  { openTable, secret }: { readonly openTable: OpenTable; readonly secret: (name: string) => string },
): Sink {
  const { table, price, where, insert, key, amounts } = settings
  const url = secret(settings.database)
  const within = async <T>(work: (their: TheirTable) => Promise<T>): Promise<T> => {
    const their = await openTable(url)
    try {
      return await work(their)
    } finally {
      await their.close()
    }
  }
  const rowOf = (change: Change) => filled(where, valuesOf(change, amounts)) as Row
  return {
    read:
      price === null
        ? null
        : (change) =>
            within(async (their) => {
              const now = await their.read({ table, column: price, where: rowOf(change) })
              if (now === null || now.trim() === '') return null
              return amounts === 'minor' ? Number(now) : Math.round(Number(now) * majorUnit(change.currency))
            }),
    async write(change) {
      try {
        return await within(async (their): Promise<Written> => {
          const values = valuesOf(change, amounts)
          if (price !== null) {
            const { before, after } = values
            const { rows, isSet } = await their.set({
              table,
              column: price,
              where: rowOf(change),
              before,
              after,
            })
            if (isSet) return { kind: 'done' }
            const because = rows === 1 ? 'the price changed meanwhile' : `${rows} rows of ${table} are meant`
            return rows === 1 ? { kind: 'unknown', because } : { kind: 'refused', because }
          }
          const column = key ?? ''
          if (change.after === null) {
            const value = change.key.replace(/:undo$/, '')
            if (await their.remove({ table, key: column, value })) return { kind: 'done' }
            return { kind: 'refused', because: `${table} has no such order any more` }
          }
          const row = { ...(filled(insert, values) as Row), [column]: change.key }
          await their.insert({ table, key: column, values: row })
          return { kind: 'done' }
        })
      } catch (error) {
        return { kind: 'unknown', because: oneLine(messageOf(error), 200) }
      }
    },
  }
}
