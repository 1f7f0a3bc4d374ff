import { z } from 'zod'
import type { State, Trx } from './database/state.ts'
import { saveSetting, setting } from './settings.ts'

const SETTING = 'oncall.swaps'
const swaps = z.array(
  z.object({ schedule: z.string(), user: z.string(), from: z.coerce.date(), to: z.coerce.date() }),
)

/** Somebody takes a time of a schedule over, whoever's turn it is. */
export type OnCallSwap = z.output<typeof swaps>[number]

/** In the order they were made: the later goes before the earlier. */
export async function onCallSwaps(state: Pick<State, 'read'>): Promise<OnCallSwap[]> {
  const kept = await setting(state, SETTING)
  return kept === null ? [] : swaps.parse(JSON.parse(kept))
}

/** What is over by then is dropped. */
export async function addSwap(trx: Trx, swap: OnCallSwap, now: Date): Promise<void> {
  const left = (await onCallSwaps({ read: trx })).filter(({ to }) => to > now)
  await saveSetting(trx, SETTING, JSON.stringify([...left, swap]))
}
