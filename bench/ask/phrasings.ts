import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'

/** What somebody typed, and the line it means, or either of several (`A or B`); null: no line answers it. */
export interface Typed {
  readonly said: string
  readonly means: string | null
}

const rowSchema = z.object({ said: z.string(), means: z.string().nullable() })

/** The phrasings of each writer, by the name of the file. */
export function typedIn(folder: string): ReadonlyMap<string, readonly Typed[]> {
  const dir = fileURLToPath(new URL(folder, import.meta.url))
  return new Map(
    readdirSync(dir)
      .filter((name) => name.endsWith('.jsonl'))
      .toSorted()
      .map((name) => [name.replace('.jsonl', ''), readTyped(`${dir}/${name}`)]),
  )
}

export function readTyped(path: string): Typed[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => rowSchema.parse(JSON.parse(line)))
    .map(({ said, means }) => ({ said, means: means === null ? null : inOurNames(means) }))
}

/** the writers knew the KPIs by the field's names */
const OURS: Readonly<Record<string, string>> = {
  late_rate: 'late_delivery',
  stockout_rate: 'stock_out',
  repurchase_rate: 'repurchase',
  new_merchants: 'merchants_onboarded',
  activation_rate: 'first_sale_rate',
}

const inOurNames = (line: string) => line.replace(/\b[a-z]+_[a-z]+\b/g, (word) => OURS[word] ?? word)
