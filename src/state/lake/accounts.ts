import { z } from 'zod'
import { number } from '../database/columns.ts'
import type { State, Trx } from '../database/state.ts'

/** Where every row of one table went: `rowsIn = clean + merged + quarantined`. Totals over every build so far. */
export interface Account<Table extends string = string> {
  readonly table: Table
  readonly rowsIn: number
  readonly clean: number
  readonly merged: number
  readonly quarantined: number
  readonly reasons: readonly { readonly reason: string; readonly rows: number }[]
}

const totals = { rows_in: number, clean: number, merged: number, quarantined: number }
const storedRefusal = z.object({ table_name: z.string(), reason: z.string(), rows: number })

export async function accounts<Table extends string>(
  state: Pick<State, 'read'>,
  tables: readonly Table[],
): Promise<Account<Table>[]> {
  const storedAccount = z.object({ ...totals, table_name: z.enum(tables) })
  const rows = z.array(storedAccount).parse(await state.read('lake_account').orderBy('table_name'))
  const refusals = z.array(storedRefusal).parse(
    await state
      .read('lake_refusal')
      // a reason that has passed: its rows were taken in after all
      .where('rows', '>', 0)
      .orderBy([{ column: 'rows', order: 'desc' }, { column: 'reason' }]),
  )
  return rows.map((total) => ({
    table: total.table_name,
    rowsIn: total.rows_in,
    clean: total.clean,
    merged: total.merged,
    quarantined: total.quarantined,
    reasons: refusals
      .filter((refusal) => refusal.table_name === total.table_name)
      .map(({ reason, rows }) => ({ reason, rows })),
  }))
}

/** Adds one build to the totals, so that reading them does not grow with the number of builds. */
export async function addUp(trx: Trx, built: readonly Account[]): Promise<void> {
  for (const { table, rowsIn, clean, merged, quarantined, reasons } of built) {
    await trx('lake_account')
      .insert({ table_name: table, rows_in: rowsIn, clean, merged, quarantined })
      .onConflict('table_name')
      .merge({
        rows_in: trx.raw('lake_account.rows_in + ?', [rowsIn]),
        clean: trx.raw('lake_account.clean + ?', [clean]),
        merged: trx.raw('lake_account.merged + ?', [merged]),
        quarantined: trx.raw('lake_account.quarantined + ?', [quarantined]),
      })
    for (const { reason, rows } of reasons) {
      await trx('lake_refusal')
        .insert({ table_name: table, reason, rows })
        .onConflict(['table_name', 'reason'])
        .merge({ rows: trx.raw('lake_refusal.rows + ?', [rows]) })
    }
  }
}

export async function forgetAccounts(trx: Trx): Promise<void> {
  await trx('lake_account').delete()
  await trx('lake_refusal').delete()
}
