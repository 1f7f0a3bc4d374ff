import { z } from 'zod'
import type { State, Trx } from './database/state.ts'
import { saveSetting, setting } from './settings.ts'

const SETTING = 'alerts.silences'
const silence = z.object({
  number: z.number(),
  /** as typed: `kpi=orders` */
  matchers: z.array(z.string()),
  until: z.coerce.date(),
  comment: z.string(),
  by: z.string(),
})
const kept = z.object({ last: z.number(), silences: z.array(silence) })

/** Alerts of which nothing is told until then, as somebody has typed it. */
export type Silence = z.output<typeof silence>

/** Those that hold, in the order they were made. */
export async function silencesAt(state: Pick<State, 'read'>, now: Date): Promise<Silence[]> {
  return (await all(state)).silences.filter(({ until }) => until > now)
}

/** Under the next number; whoever calls it holds the alerts, or of two at once one would be lost. */
export async function addSilence(trx: Trx, given: Omit<Silence, 'number'>, now: Date): Promise<Silence> {
  const before = await all({ read: trx })
  const added = { ...given, number: before.last + 1 }
  await save(trx, [...before.silences, added], { last: added.number, now })
  return added
}

/** What is left out stays; until `now` it is over. */
export async function changeSilence(
  trx: Trx,
  number: number,
  change: Partial<Omit<Silence, 'number'>>,
  now: Date,
): Promise<void> {
  const { last, silences } = await all({ read: trx })
  const changed = silences.map((one) => (one.number === number ? { ...one, ...change } : one))
  await save(trx, changed, { last, now })
}

/** Also those that are over by now. */
export async function allSilences(state: Pick<State, 'read'>): Promise<Silence[]> {
  return (await all(state)).silences
}

async function all(state: Pick<State, 'read'>): Promise<z.output<typeof kept>> {
  const text = await setting(state, SETTING)
  return text === null ? { last: 0, silences: [] } : kept.parse(JSON.parse(text))
}

/** What is over is dropped; the audit log knows it. */
async function save(
  trx: Trx,
  silences: readonly Silence[],
  { last, now }: { readonly last: number; readonly now: Date },
): Promise<void> {
  const left = silences.filter(({ until }) => until > now)
  await saveSetting(trx, SETTING, JSON.stringify({ last, silences: left }))
}
