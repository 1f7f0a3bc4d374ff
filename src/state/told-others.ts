import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { State, Trx } from './database/state.ts'
import { saveSetting, setting } from './settings.ts'

const stored = z.record(z.string(), z.string())

/** What a receiver was told last of each alert, by the alert's id. */
export async function toldBefore(
  state: Pick<State, 'read'>,
  url: string,
): Promise<Readonly<Record<string, string>>> {
  const kept = await setting(state, nameOf(url))
  return kept === null ? {} : stored.parse(JSON.parse(kept))
}

export async function saveTold(trx: Trx, url: string, told: Readonly<Record<string, string>>): Promise<void> {
  await saveSetting(trx, nameOf(url), JSON.stringify(told))
}

/** An address may hold a key: it is not written down. */
function nameOf(url: string): string {
  return `alerts.told.${createHash('sha256').update(url).digest('hex').slice(0, 16)}`
}
