import { z } from 'zod'
import { dayOf } from '../lib/days.ts'
import { percentDigits } from '../lib/text.ts'
import { modelCard, wrongLevel } from '../models/conversion/model-card.ts'
import type { ModelVersion } from '../state/models/models.ts'
import type { Locale } from './words/locale.ts'

const measured = z.object({
  rows: z.number(),
  auc: z.number(),
  ece: z.number().optional(),
})

/** How far the model in use can be trusted, in words; null when it was stored without its measures. */
export function sayTrust(
  { metrics, latest, trainedAt, dataFrom, dataTo }: ModelVersion & { readonly latest?: unknown },
  { words, percent }: Locale,
): string | null {
  const found = measured.safeParse(metrics)
  if (!found.success) return null
  const { rows, auc, ece } = found.data
  const card = modelCard(latest ?? metrics)
  const wrong = wrongLevel(card?.drift)
  const trees = card?.challenger?.predicts ? card.challenger.trees : null
  const shown = (share: number) => percent(share, percentDigits(share, 2))
  return words.data.trust({
    trainedOn: dayOf(trainedAt, 'UTC'),
    from: dataFrom,
    to: dataTo,
    rows,
    ranked: Math.round(100 * auc),
    rankedByTrees: trees && Math.round(100 * trees.auc),
    error: (trees ? trees.ece : ece) ?? null,
    wrong: wrong && { expected: shown(wrong.expected), seen: shown(wrong.seen) },
  })
}
