import { z } from 'zod'
import { inRuns, instant, iso, number } from '../database/columns.ts'
import type { State, Trx } from '../database/state.ts'

/** A suggestion that was accepted for an alert, and how the alert's KPI stood then. */
export interface ForAlert {
  readonly suggestionId: number
  readonly alertId: string
  readonly who: string
  /** how messages call the person */
  readonly name: string
  readonly at: Date
  readonly value: number | null
  readonly expected: number | null
}

const stored = z
  .object({
    suggestion_id: number,
    alert_id: z.string(),
    who: z.string(),
    name: z.string(),
    at: instant,
    value: number.nullable(),
    expected: number.nullable(),
  })
  .transform(
    (row): ForAlert => ({
      suggestionId: row.suggestion_id,
      alertId: row.alert_id,
      who: row.who,
      name: row.name,
      at: row.at,
      value: row.value,
      expected: row.expected,
    }),
  )

/** A suggestion belongs to one alert: the last it was accepted for. */
export async function saveForAlert(trx: Trx, tied: ForAlert): Promise<void> {
  const { suggestionId, alertId, who, name, at, value, expected } = tied
  await trx('alert_suggestion')
    .insert({ suggestion_id: suggestionId, alert_id: alertId, who, name, at: iso(at), value, expected })
    .onConflict('suggestion_id')
    .merge()
}

/** The alert it was accepted for, no more; null where there was none. */
export async function dropForAlert(trx: Trx, suggestionId: number): Promise<ForAlert | null> {
  const [found] = await forAlerts({ read: trx }, { suggestions: [suggestionId] })
  if (found) await trx('alert_suggestion').where({ suggestion_id: suggestionId }).delete()
  return found ?? null
}

/** What was accepted for an alert, in order. */
export async function acceptedFor(state: Pick<State, 'read'>, alertId: string): Promise<ForAlert[]> {
  const rows = await state
    .read('alert_suggestion')
    .where({ alert_id: alertId })
    .orderBy(['at', 'suggestion_id'])
  return z.array(stored).parse(rows)
}

/** Of some suggestions those that were accepted for an alert. */
export async function forAlerts(
  state: Pick<State, 'read'>,
  { suggestions }: { readonly suggestions: readonly number[] },
): Promise<ForAlert[]> {
  const found: ForAlert[] = []
  for (const run of inRuns(suggestions))
    found.push(...z.array(stored).parse(await state.read('alert_suggestion').whereIn('suggestion_id', run)))
  return found
}
