import { z } from 'zod'
import { dayOf } from '../lib/days.ts'
import { showNumber } from '../lib/text.ts'
import type { ModelVersion } from '../state/models/models.ts'
import { longDay } from './show.ts'

const measured = z.object({
  rows: z.number(),
  auc: z.number(),
  ece: z.number().optional(),
})

/** How far the model in use can be trusted, in words; null when it was stored without its measures. */
export function sayTrust({ metrics, trainedAt, dataFrom, dataTo }: ModelVersion): string | null {
  const found = measured.safeParse(metrics)
  if (!found.success) return null
  const { rows, auc, ece } = found.data
  const off =
    ece === undefined ? '' : `, and its chances were off by ${showNumber(100 * ece, 2)} points on average`
  return `Conversion model of ${longDay(dayOf(trainedAt, 'UTC'))}, learnt from ${dataFrom} to ${dataTo}: on ${showNumber(rows)} later visits it ranked a buyer above a non-buyer ${Math.round(100 * auc)} times in 100${off}.`
}
