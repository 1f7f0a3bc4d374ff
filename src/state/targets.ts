import { z } from 'zod'
import type { Day } from '../lib/days.ts'
import { number } from './database/columns.ts'
import type { State, Trx } from './database/state.ts'

/** What a KPI should come to over a period; money in cents. */
export interface Target {
  readonly kpi: string
  /** as a person may type it, such as `platform=bazario`; '' is the whole shop */
  readonly scope: string
  /** both are days of it */
  readonly firstDay: Day
  readonly lastDay: Day
  readonly value: number
  readonly setBy: string
}

const stored = z
  .object({
    kpi: z.string(),
    scope: z.string(),
    first_day: z.string(),
    last_day: z.string(),
    value: number,
    set_by: z.string(),
  })
  .transform(
    (row): Target => ({
      kpi: row.kpi,
      scope: row.scope,
      firstDay: row.first_day,
      lastDay: row.last_day,
      value: row.value,
      setBy: row.set_by,
    }),
  )

type Place = Pick<Target, 'kpi' | 'scope' | 'firstDay' | 'lastDay'>

/** Sets it, or sets it anew: a KPI has one target for a segment and period. */
export async function setTarget(trx: Trx, target: Target, at: Date): Promise<void> {
  await trx('target')
    .insert({ ...placeOf(target), value: target.value, set_by: target.setBy, set_at: at.toISOString() })
    .onConflict(['kpi', 'scope', 'first_day', 'last_day'])
    .merge()
}

/** Whether there was one. */
export async function dropTarget(trx: Trx, place: Place): Promise<boolean> {
  return (await trx('target').where(placeOf(place)).del()) > 0
}

/** Those whose period is not over before a day, what begins first, first. */
export async function targetsFrom(state: Pick<State, 'read'>, day: Day): Promise<Target[]> {
  const rows = await state
    .read('target')
    .where('last_day', '>=', day)
    .orderBy(['first_day', 'last_day', 'id'])
  return z.array(stored).parse(rows)
}

/** Those whose period a day is in. */
export async function targetsOn(state: Pick<State, 'read'>, day: Day): Promise<Target[]> {
  return (await targetsFrom(state, day)).filter(({ firstDay }) => firstDay <= day)
}

function placeOf({ kpi, scope, firstDay, lastDay }: Place) {
  return { kpi, scope, first_day: firstDay, last_day: lastDay }
}
