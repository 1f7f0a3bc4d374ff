import { z } from 'zod'
import { BEYOND_CHANCE } from './drift.ts'

const figures = z.object({
  auc: z.number(),
  logLoss: z.number(),
  lift: z.number(),
  baseRate: z.number(),
  ece: z.number(),
})

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
      level: z.object({ expected: z.number(), seen: z.number(), shift: z.number().nullable() }).optional(),
      columns: z.array(z.object({ column: z.string(), psi: z.number() })),
    })
    .optional(),
  challenger: z
    .object({
      predicts: z.boolean(),
      trees: figures,
      logistic: figures,
      explained: z.number(),
      leansOn: z.array(z.object({ column: z.string(), share: z.number() })),
    })
    .nullish(),
})

/** What a stored training says of itself: how it did on the later sessions it was tested on. */
export type ModelCard = Readonly<z.infer<typeof stored>>

/** Null when the stored JSON is of another shape (an older version). */
export function modelCard(metrics: unknown): ModelCard | null {
  const parsed = stored.safeParse(metrics)
  return parsed.success ? parsed.data : null
}

/** by so much of what was seen a level may be off and still serve */
const TOLERATED = 0.1

/** The level that a model in use has been found to be off by, too far to be used; null where it is right or was put right. */
export function wrongLevel(drift: ModelCard['drift']): { expected: number; seen: number } | null {
  const level = drift?.level
  if (!drift || !level || level.shift !== null) return null
  if (!(Math.abs(drift.calibrationInTheLargeZ) > BEYOND_CHANCE)) return null
  return Math.abs(level.expected - level.seen) > TOLERATED * level.seen ? level : null
}
