import { z } from 'zod'

const stored = z.object({
  rows: z.number(),
  baseRate: z.number(),
  meanPrediction: z.number(),
  auc: z.number(),
  aucInterval: z.object({ low: z.number(), high: z.number() }).nullish(),
  calibrationSlope: z.number().nullable(),
  promoLift: z.number().positive(),
  logLoss: z.number().optional(),
  verdict: z.object({ promote: z.boolean(), because: z.string() }).optional(),
  drift: z
    .object({
      scorePsi: z.number(),
      calibrationInTheLargeZ: z.number(),
      columns: z.array(z.object({ column: z.string(), psi: z.number() })),
    })
    .optional(),
})

/** What a stored training says of itself: how it did on the later sessions it was tested on. */
export type ModelCard = Readonly<z.infer<typeof stored>>

/** Null when the stored JSON is of another shape (an older version). */
export function modelCard(metrics: unknown): ModelCard | null {
  const parsed = stored.safeParse(metrics)
  return parsed.success ? parsed.data : null
}
