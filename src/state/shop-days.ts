import { z } from 'zod'
import type { Day } from '../lib/days.ts'
import { number } from './database/columns.ts'
import type { State, Trx } from './database/state.ts'

export const DAY_KINDS = ['promotion', 'holiday'] as const
export type DayKind = (typeof DAY_KINDS)[number]

/** A holiday or a promotion that somebody has named. */
export interface NewShopDay {
  readonly name: string
  readonly kind: DayKind
  /** both are days of it */
  readonly firstDay: Day
  readonly lastDay: Day
  /** as a person may type it, such as `category=Toys`; '' is the whole shop */
  readonly scope: string
}

export interface ShopDay extends NewShopDay {
  readonly id: number
  /** null where a person typed it */
  readonly importedFrom: string | null
  readonly setBy: string
}

const stored = z
  .object({
    id: number,
    name: z.string(),
    kind: z.enum(DAY_KINDS),
    first_day: z.string(),
    last_day: z.string(),
    scope: z.string(),
    imported_from: z.string().nullable(),
    set_by: z.string(),
  })
  .transform(
    (row): ShopDay => ({
      ...{ id: row.id, name: row.name, kind: row.kind, scope: row.scope },
      ...{ firstDay: row.first_day, lastDay: row.last_day },
      ...{ importedFrom: row.imported_from, setBy: row.set_by },
    }),
  )

interface Setting {
  readonly by: string
  readonly at: Date
  readonly importedFrom?: string | null
}

/** All of them, what begins first, first. */
export async function shopDays(state: Pick<State, 'read'>): Promise<ShopDay[]> {
  return z.array(stored).parse(await state.read('shop_day').orderBy(['first_day', 'last_day', 'id']))
}

/** Adds it; one of the same name, first day and segment is set anew. Its number. */
export async function setShopDay(trx: Trx, day: NewShopDay, setting: Setting): Promise<number> {
  const { name, firstDay, scope } = day
  await trx('shop_day').insert(columnsOf(day, setting)).onConflict(['name', 'first_day', 'scope']).merge()
  const row = await trx('shop_day').where({ name, first_day: firstDay, scope }).first('id')
  return number.parse(row?.id)
}

/** False where there is none of the number, or one that is the same already. */
export async function changeShopDay(
  trx: Trx,
  id: number,
  day: NewShopDay,
  setting: Setting,
): Promise<boolean> {
  const { name, firstDay, scope } = day
  const same = await trx('shop_day').where({ name, first_day: firstDay, scope }).whereNot({ id }).first('id')
  if (same !== undefined) return false
  return (await trx('shop_day').where({ id }).update(columnsOf(day, setting))) > 0
}

/** Whether there was one. */
export async function dropShopDay(trx: Trx, id: number): Promise<boolean> {
  return (await trx('shop_day').where({ id }).del()) > 0
}

/** What an earlier import of the same calendar has brought; how many they were. */
export async function dropImported(trx: Trx, importedFrom: string): Promise<number> {
  return trx('shop_day').where({ imported_from: importedFrom }).del()
}

function columnsOf(
  { name, kind, firstDay, lastDay, scope }: NewShopDay,
  { by, at, importedFrom = null }: Setting,
) {
  return {
    ...{ name, kind, scope, first_day: firstDay, last_day: lastDay },
    ...{ imported_from: importedFrom, set_by: by, set_at: at.toISOString() },
  }
}
