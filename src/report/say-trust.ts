import { z } from 'zod'
import { dayOf } from '../lib/days.ts'
import type { ModelVersion } from '../state/models/models.ts'
import type { Locale } from './words/locale.ts'

const measured = z.object({
  rows: z.number(),
  auc: z.number(),
  ece: z.number().optional(),
})

/** How far the model in use can be trusted, in words; null when it was stored without its measures. */
export function sayTrust(
  { metrics, trainedAt, dataFrom, dataTo }: ModelVersion,
  { words }: Locale,
): string | null {
  const found = measured.safeParse(metrics)
  if (!found.success) return null
  const { rows, auc, ece } = found.data
  return words.data.trust({
    trainedOn: dayOf(trainedAt, 'UTC'),
    from: dataFrom,
    to: dataTo,
    rows,
    ranked: Math.round(100 * auc),
    error: ece ?? null,
  })
}
