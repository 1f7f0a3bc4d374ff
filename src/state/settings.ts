import { z } from 'zod'
import type { State, Trx } from './database/state.ts'

const stored = z.object({ value: z.string() })

export async function setting(state: Pick<State, 'read'>, name: string): Promise<string | null> {
  const row = await state.read('setting').where({ name }).first('value')
  return row ? stored.parse(row).value : null
}

export async function saveSetting(trx: Trx, name: string, value: string): Promise<void> {
  await trx('setting').insert({ name, value }).onConflict('name').merge()
}
