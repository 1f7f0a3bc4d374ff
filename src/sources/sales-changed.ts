import { z } from 'zod'
import type { SourceNote } from './note.ts'
import type { Source, SourceClients } from './source.ts'

const remembered = z.object({ sales: z.string(), since: z.string().nullable() })

/** By then most of what still changes has come again. */
const SAID_FOR_MS = 60 * 86_400_000

/**
 * What a source says of its sales is kept with each row as it lands: when it changes, older orders count as they did until
 * they come again, and people should know since when.
 */
export async function salesChanged(
  { name, table, sales = '' }: Pick<Source, 'name' | 'table' | 'sales'>,
  { kept, now }: Pick<SourceClients, 'kept' | 'now'>,
): Promise<SourceNote | null> {
  if (!kept || (table !== 'orders' && table !== 'order_lines')) return null
  const key = `sales ${name}`
  const text = await kept.read(key)
  const last = text === null ? null : remembered.parse(JSON.parse(text))
  if (last?.sales !== sales) {
    const since = last === null ? null : now().toISOString()
    await kept.save(key, JSON.stringify({ sales, since }))
    return since === null ? null : { kind: 'sales-changed', since }
  }
  const isOld = last.since === null || now().getTime() - Date.parse(last.since) > SAID_FOR_MS
  return isOld || last.since === null ? null : { kind: 'sales-changed', since: last.since }
}
